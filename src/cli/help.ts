export const HELP = `memcached-exposure: who can reach memcached in this repository?

Usage
  memcached-exposure scan [PATH]        scan a folder (default: the current one)
  memcached-exposure baseline [PATH]    write the findings there are to the baseline file
  memcached-exposure inventory [PATH]   every memcached there is, and who reaches it
  memcached-exposure print-config [PATH]  every setting, and where its value comes from
  memcached-exposure fix [PATH]         make the edits that are certain to close what is open
  memcached-exposure remediate          rules that let only trusted networks in, to apply elsewhere
  memcached-exposure host               the verdict for the machine it runs on (Linux)
  memcached-exposure host --from DIR    the same for saved outputs of ss, iptables-save, …
  memcached-exposure merge REPORT…      many JSON reports (or SARIF logs) into one
  memcached-exposure history REPORT…    reports of earlier runs: new, fixed, age, exposure-days
  memcached-exposure shard 2/8 LIST     the lines of a list that belong to a part of the work
  memcached-exposure probe HOST[:PORT]… ask named hosts, from here, whether memcached answers
  memcached-exposure rules              the rules and the severity table
  memcached-exposure explain RULE       the page of a rule, e.g. explain MCE101

Options of scan
  --format FORMAT          text, json, sarif, markdown, html or github; repeatable, each
                           with an --output
  --output FILE            where to write it; "-" or absent: standard output
  --fail-on SEVERITY       critical, high (default), medium, low, info or none
  --report-severity SEV    leave out what is below; default low
  --trusted-networks CIDR  networks whose reach is no finding; commas separate, repeatable
  --exclude PATTERN        as in a .gitignore file; commas separate, repeatable
  --base REVISION          count only what this revision of the checkout does not have
  --policy-from base|head  whose configuration, suppressions and baseline count; default base
  --baseline FILE          findings listed in it do not count
  --shard 2/8              judge this part of the files only; merge --shards joins the parts
  --config FILE            in place of .github/memcached-exposure.yml
  --no-config              use no configuration file
  -q, --quiet              print nothing but the findings
  --color, --no-color      default: colour on a terminal

Options of baseline
  --baseline FILE          default: the configuration's, or .github/memcached-exposure-baseline.txt
  --update                 only drop what is no longer there

Options of inventory
  --format FORMAT          text, json, markdown or cyclonedx (a CycloneDX 1.6 bill of materials)
  --output FILE            where to write it; default standard output

Options of fix
  --dry-run                print the edits as a patch, change nothing
  --trusted-networks CIDR  what openings may be narrowed to; without them they are left
  --fail-on, --report-severity, --exclude, --config, --no-config  as for scan

Options of remediate
  --trusted CIDR           who may still come in; commas separate, repeatable
  --for MECHANISM          iptables, nftables, ufw, firewalld, windows, ansible, terraform-aws,
                           terraform-azure, terraform-google, kubernetes, compose or docker
  --port PORT              default 11211
  --format FORMAT          text (a shell can run it) or json
  --output FILE            where to write it; default standard output

Options of merge
  --format, --output       as of scan
  --shards                 the reports are parts of one tree, not of many repositories

  --fail-on SEVERITY       judge anew what the reports hold
  --expected LIST          names of all repositories; without a report of each it could not run

Options of history
  REPORT                   JSON with a date in its name, or 2026-01-31=FILE
  --format FORMAT          text, json or markdown
  --report-severity SEV    leave out what is below; default low
  --output FILE            where to write it; default standard output

Options of host
  --from DIR               saved outputs; each machine in a sub-folder of its own when there are many
  --save DIR               also write what was read to a folder that --from reads
  --format, --output, --fail-on, --report-severity, --trusted-networks, --config  as for scan

Options of print-config
  --format FORMAT          text or json; and the options of scan that set something

Options of probe
  --expect EXPECTATION     closed (default: refused or timed out is a pass) or reachable
  --format FORMAT          text, json or github
  --timeout SECONDS        for each connection; default 3

Exit status
  0  passed: nothing at or above --fail-on
  1  findings at or above --fail-on
  2  could not run: bad arguments, bad configuration, nothing readable
`;
