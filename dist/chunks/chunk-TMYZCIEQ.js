import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  bigints,
  contains,
  equal,
  intersect,
  normalise,
  numbers,
  subtract,
  union
} from "./chunk-5VOORNIG.js";

// src/files/source.ts
var SourceFile = class {
  /**
   * @param path relative to the scanned root, with forward slashes
   * @param text decoded, without a byte-order mark; line ends as they are in the file
   */
  constructor(path, text) {
    this.path = path;
    this.text = text;
  }
  path;
  text;
  lineStarts;
  /** The file name without its folders. */
  get name() {
    return this.path.slice(this.path.lastIndexOf("/") + 1);
  }
  /** The folder the file lies in, '' for the root. */
  get folder() {
    const slash = this.path.lastIndexOf("/");
    return slash < 0 ? "" : this.path.slice(0, slash);
  }
  /** The location of the characters from `start` up to, not including, `end` (UTF-16 offsets). */
  location(start, end = start, address) {
    const from = this.position(start);
    const to = end > start ? this.position(end) : from;
    return {
      file: this.path,
      startLine: from.line,
      startColumn: from.column,
      endLine: to.line,
      endColumn: to.column,
      ...address === void 0 ? {} : { address }
    };
  }
  /** The text of a line (1-based) without its line end; '' outside the file. */
  line(number) {
    const starts = this.starts();
    const start = starts[number - 1];
    if (start === void 0) return "";
    const end = starts[number] ?? this.text.length;
    return this.text.slice(start, end).replace(/\r?\n$/, "");
  }
  /** The UTF-16 offset of a 1-based line and column. */
  offset(line, column = 1) {
    return (this.starts()[line - 1] ?? this.text.length) + column - 1;
  }
  position(offset) {
    const starts = this.starts();
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = low + high + 1 >> 1;
      if (starts[middle] <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - starts[low] + 1 };
  }
  starts() {
    if (this.lineStarts === void 0) {
      const starts = [0];
      for (let at = this.text.indexOf("\n"); at >= 0; at = this.text.indexOf("\n", at + 1)) {
        starts.push(at + 1);
      }
      this.lineStarts = starts;
    }
    return this.lineStarts;
  }
};

// src/network/addresses.ts
import { isIPv4, isIPv6 } from "node:net";
var V4_LAST = 4294967295;
var V6_LAST = (1n << 128n) - 1n;
var AddressError = class extends Error {
  name = "AddressError";
};
var AddressSet = class _AddressSet {
  constructor(v4, v6) {
    this.v4 = v4;
    this.v6 = v6;
  }
  v4;
  v6;
  static empty = new _AddressSet([], []);
  static allIPv4 = new _AddressSet([[0, V4_LAST]], []);
  static allIPv6 = new _AddressSet([], [[0n, V6_LAST]]);
  static all = new _AddressSet([[0, V4_LAST]], [[0n, V6_LAST]]);
  /**
   * The addresses of one network in CIDR notation or of one bare address. Host bits are allowed and
   * dropped (`1.2.3.4/0` is everything), as the packet filters and clouds do.
   * Strict as Go's `net.ParseCIDR`: no leading zeros, no short forms (`10/8`), no blanks.
   * @throws AddressError
   */
  static parse(text) {
    const slash = text.indexOf("/");
    const address = slash < 0 ? text : text.slice(0, slash);
    const prefixText = slash < 0 ? void 0 : text.slice(slash + 1);
    if (prefixText !== void 0 && !/^(0|[1-9][0-9]{0,2})$/.test(prefixText)) {
      throw new AddressError(`"${text}" has no valid prefix length after the slash`);
    }
    if (isIPv4(address)) {
      const prefix = prefixText === void 0 ? 32 : Number(prefixText);
      if (prefix > 32) throw new AddressError(`"${text}": an IPv4 prefix length is 0 to 32`);
      return _AddressSet.v4Network(ipv4ToNumber(address), prefix);
    }
    if (isIPv6(address) && !address.includes("%")) {
      const prefix = prefixText === void 0 ? 128 : Number(prefixText);
      if (prefix > 128) throw new AddressError(`"${text}": an IPv6 prefix length is 0 to 128`);
      return _AddressSet.v6Network(ipv6ToBigInt(address), prefix);
    }
    throw new AddressError(`"${text}" is not an IPv4 or IPv6 address or network`);
  }
  /** As {@link parse}, with `undefined` in place of the error. */
  static tryParse(text) {
    try {
      return _AddressSet.parse(text);
    } catch (error) {
      if (error instanceof AddressError) return void 0;
      throw error;
    }
  }
  /** The union of several networks as {@link parse} reads them. @throws AddressError */
  static of(...networks) {
    return _AddressSet.unionOf(networks.map((network) => _AddressSet.parse(network)));
  }
  /**
   * All addresses from `low` to `high`, both included and of one family.
   * @throws AddressError when either is no address or the families differ
   */
  static range(low, high) {
    if (isIPv4(low) && isIPv4(high)) {
      return new _AddressSet(normalise([[ipv4ToNumber(low), ipv4ToNumber(high)]], numbers), []);
    }
    if (isIPv6(low) && isIPv6(high) && !low.includes("%") && !high.includes("%")) {
      return new _AddressSet([], normalise([[ipv6ToBigInt(low), ipv6ToBigInt(high)]], bigints));
    }
    throw new AddressError(`"${low}-${high}" is not a range of addresses of one family`);
  }
  static fromIntervals(v4, v6) {
    return new _AddressSet(normalise(v4, numbers), normalise(v6, bigints));
  }
  static unionOf(sets) {
    if (sets.length === 1) return sets[0];
    return _AddressSet.fromIntervals(
      sets.flatMap((set) => set.v4),
      sets.flatMap((set) => set.v6)
    );
  }
  static v4Network(address, prefix) {
    const size = 2 ** (32 - prefix);
    const low = Math.floor(address / size) * size;
    return new _AddressSet([[low, low + size - 1]], []);
  }
  static v6Network(address, prefix) {
    const bits = BigInt(128 - prefix);
    const low = address >> bits << bits;
    return new _AddressSet([], [[low, low + (1n << bits) - 1n]]);
  }
  union(other) {
    return new _AddressSet(union(this.v4, other.v4, numbers), union(this.v6, other.v6, bigints));
  }
  intersect(other) {
    return new _AddressSet(intersect(this.v4, other.v4), intersect(this.v6, other.v6));
  }
  subtract(other) {
    return new _AddressSet(
      subtract(this.v4, other.v4, numbers),
      subtract(this.v6, other.v6, bigints)
    );
  }
  complement() {
    return _AddressSet.all.subtract(this);
  }
  /** Whether the one address is in the set; false for text that is no address. */
  containsAddress(address) {
    if (isIPv4(address)) return contains(this.v4, ipv4ToNumber(address));
    if (isIPv6(address) && !address.includes("%")) return contains(this.v6, ipv6ToBigInt(address));
    return false;
  }
  overlaps(other) {
    return !this.intersect(other).isEmpty;
  }
  isSubsetOf(other) {
    return this.subtract(other).isEmpty;
  }
  equals(other) {
    return equal(this.v4, other.v4) && equal(this.v6, other.v6);
  }
  get isEmpty() {
    return this.v4.length === 0 && this.v6.length === 0;
  }
  /** Number of IPv4 addresses, up to 2^32. */
  get sizeV4() {
    return this.v4.reduce((sum, [low, high]) => sum + (high - low + 1), 0);
  }
  /** Number of IPv6 addresses, up to 2^128. */
  get sizeV6() {
    return this.v6.reduce((sum, [low, high]) => sum + (high - low + 1n), 0n);
  }
  /** The fewest networks in CIDR notation that make up the set, IPv4 first, ascending. */
  toCidrs() {
    const cidrs = [];
    for (const [low, high] of this.v4) {
      let start = low;
      while (start <= high) {
        let prefix = 32;
        let size = 1;
        while (prefix > 0 && start % (size * 2) === 0 && start + size * 2 - 1 <= high) {
          size *= 2;
          prefix--;
        }
        cidrs.push(`${formatIPv4(start)}/${prefix}`);
        start += size;
      }
    }
    for (const [low, high] of this.v6) {
      let start = low;
      while (start <= high) {
        let prefix = 128;
        let size = 1n;
        while (prefix > 0 && start % (size * 2n) === 0n && start + size * 2n - 1n <= high) {
          size *= 2n;
          prefix--;
        }
        cidrs.push(`${formatIPv6(start)}/${prefix}`);
        start += size;
      }
    }
    return cidrs;
  }
  /** For people: the networks, at most `most` of them; `anyone` for every address. */
  describe(most = 4) {
    if (this.isEmpty) return "no address";
    if (this.equals(_AddressSet.all)) return "anyone (0.0.0.0/0 and ::/0)";
    const cidrs = this.toCidrs().map(
      (cidr) => cidr.replace(/^([0-9.]+)\/32$|^([0-9a-f:]+)\/128$/, "$1$2")
    );
    if (cidrs.length <= most) return cidrs.join(", ");
    return `${cidrs.slice(0, most).join(", ")} and ${cidrs.length - most} more`;
  }
  toString() {
    return this.toCidrs().join(",");
  }
};
function ipv4ToNumber(address) {
  return address.split(".").reduce((value, octet) => value * 256 + Number(octet), 0);
}
function ipv6ToBigInt(address) {
  let text = address;
  const dotted = /^(.*:)([0-9]+\.[0-9]+\.[0-9]+\.[0-9]+)$/.exec(text);
  if (dotted !== null) {
    const tail2 = ipv4ToNumber(dotted[2]);
    text = `${dotted[1]}${Math.floor(tail2 / 65536).toString(16)}:${(tail2 % 65536).toString(16)}`;
  }
  const [head = "", tail] = text.split("::");
  const groupsOf = (part) => part === "" ? [] : part.split(":");
  const front = groupsOf(head);
  const back = tail === void 0 ? [] : groupsOf(tail);
  const middle = new Array(8 - front.length - back.length).fill("0");
  return [...front, ...tail === void 0 ? [] : middle, ...back].reduce(
    (value, group) => value << 16n | BigInt(parseInt(group, 16)),
    0n
  );
}
function formatIPv4(value) {
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join(".");
}
function formatIPv6(value) {
  const groups = Array.from(
    { length: 8 },
    (_, i) => Number(value >> BigInt(112 - 16 * i) & 0xffffn)
  );
  let best = { start: -1, length: 1 };
  for (let i = 0; i < 8; i++) {
    let j = i;
    while (j < 8 && groups[j] === 0) j++;
    if (j - i > best.length) best = { start: i, length: j - i };
  }
  const hex = groups.map((group) => group.toString(16));
  if (best.start < 0) return hex.join(":");
  return `${hex.slice(0, best.start).join(":")}::${hex.slice(best.start + best.length).join(":")}`;
}

// src/memcached/version.ts
function parseVersion(text) {
  const match = /^v?([0-9]{1,6})(?:\.([0-9]{1,6}))?(?:\.([0-9]{1,6}))?(?![0-9])/.exec(text);
  if (match === null) return void 0;
  return {
    major: Number(match[1]),
    ...match[2] === void 0 ? {} : { minor: Number(match[2]) },
    ...match[3] === void 0 ? {} : { patch: Number(match[3]) }
  };
}
function compareVersions(a, b) {
  return a.major - b.major || (a.minor ?? 0) - (b.minor ?? 0) || (a.patch ?? 0) - (b.patch ?? 0);
}
function formatVersion(version) {
  return [version.major, version.minor, version.patch].filter((part) => part !== void 0).join(".");
}

// src/memcached/releases.ts
var CURRENT = { major: 1, minor: 6, patch: 45 };
var LAST_PATCH = /* @__PURE__ */ new Map([
  ["1.2", 8],
  ["1.3", 3],
  ["1.4", 39],
  ["1.5", 22],
  ["1.6", 45]
]);
function newestOf(version) {
  if (version.minor === void 0) {
    return version.major === CURRENT.major ? CURRENT : { major: version.major, minor: 999, patch: 999 };
  }
  if (version.patch !== void 0) return version;
  const patch = LAST_PATCH.get(`${version.major}.${version.minor}`) ?? 999;
  return { ...version, patch };
}
function since(version, text) {
  let release = releases.get(text);
  if (release === void 0) {
    const [major = 0, minor = 0, patch = 0] = text.split(".").map(Number);
    releases.set(text, release = { major, minor, patch });
  }
  return compareVersions(version, release) >= 0;
}
var releases = /* @__PURE__ */ new Map();

// src/memcached/advisories.ts
var ADVISORIES = [
  {
    id: "CVE-2009-1255",
    fixedIn: "1.2.8",
    score: 5,
    cvss: 2,
    needs: "none",
    summary: "`stats maps` tells the memory layout"
  },
  {
    id: "CVE-2009-1494",
    from: "1.2.8",
    fixedIn: "1.3.0",
    score: 5,
    cvss: 2,
    needs: "none",
    summary: "`stats malloc` tells the memory layout"
  },
  {
    id: "CVE-2010-1152",
    fixedIn: "1.4.3",
    score: 5,
    cvss: 2,
    needs: "none",
    summary: "an endless line exhausts the memory"
  },
  {
    id: "CVE-2011-4971",
    fixedIn: "1.4.17",
    score: 5,
    cvss: 2,
    needs: "binary-protocol",
    summary: "a negative body length crashes the server"
  },
  {
    id: "CVE-2013-0179",
    fixedIn: "1.4.17",
    score: 1.8,
    cvss: 2,
    needs: "verbose",
    summary: "deleting a long key crashes a verbose server"
  },
  {
    id: "CVE-2013-7239",
    fixedIn: "1.4.17",
    score: 4.8,
    cvss: 2,
    needs: "sasl",
    summary: "the SASL authentication can be bypassed"
  },
  {
    id: "CVE-2016-8704",
    fixedIn: "1.4.33",
    score: 9.8,
    cvss: 3,
    needs: "binary-protocol",
    summary: "an integer overflow in append and prepend allows code execution"
  },
  {
    id: "CVE-2016-8705",
    fixedIn: "1.4.33",
    score: 9.8,
    cvss: 3,
    needs: "binary-protocol",
    summary: "integer overflows in updates allow code execution"
  },
  {
    id: "CVE-2016-8706",
    fixedIn: "1.4.33",
    score: 8.1,
    cvss: 3,
    needs: "sasl",
    summary: "an integer overflow in the SASL command allows code execution"
  },
  {
    id: "CVE-2017-9951",
    fixedIn: "1.4.39",
    score: 7.5,
    cvss: 3,
    needs: "binary-protocol",
    summary: "a crafted get or touch crashes the server"
  },
  {
    id: "CVE-2018-1000127",
    fixedIn: "1.4.37",
    score: 7.5,
    cvss: 3,
    needs: "none",
    summary: "an integer overflow in the item locks corrupts data or deadlocks"
  },
  {
    id: "CVE-2018-1000115",
    from: "1.2.7",
    fixedIn: "1.5.6",
    score: 7.5,
    cvss: 3,
    needs: "udp",
    summary: "UDP is on by default and amplifies floods against others up to 51,000 times"
  },
  {
    id: "CVE-2019-11596",
    fixedIn: "1.5.14",
    score: 7.5,
    cvss: 3,
    needs: "none",
    summary: "the commands `lru mode` and `lru temp_ttl` crash the server"
  },
  {
    id: "CVE-2019-15026",
    from: "1.5.16",
    fixedIn: "1.5.17",
    score: 7.5,
    cvss: 3,
    needs: "unix-socket",
    summary: "memory is read behind the name of the unix socket"
  },
  {
    id: "CVE-2020-10931",
    from: "1.6.0",
    fixedIn: "1.6.2",
    score: 7.5,
    cvss: 3,
    needs: "binary-protocol",
    summary: "a long binary header overflows a buffer"
  },
  {
    id: "CVE-2020-22570",
    from: "1.6.0",
    fixedIn: "1.6.3",
    score: 7.5,
    cvss: 3,
    needs: "none",
    summary: "a crafted meta command crashes the server"
  },
  {
    id: "CVE-2021-37519",
    from: "1.6.9",
    fixedIn: "1.6.10",
    score: 5.5,
    cvss: 3,
    needs: "password-file",
    summary: "a malformed password file overflows a buffer (local)"
  },
  {
    id: "CVE-2022-48571",
    from: "1.6.7",
    fixedIn: "1.6.8",
    score: 7.5,
    cvss: 3,
    needs: "udp",
    summary: "an upload over several UDP packets crashes the server"
  },
  {
    id: "CVE-2023-46852",
    from: "1.6.13",
    fixedIn: "1.6.22",
    score: 7.5,
    cvss: 3,
    needs: "proxy",
    summary: "long multiget keys overflow a buffer of the proxy"
  },
  {
    id: "CVE-2023-46853",
    from: "1.6.13",
    fixedIn: "1.6.22",
    score: 9.8,
    cvss: 3,
    needs: "proxy",
    summary: "a line ended by a bare newline is read off by one in the proxy"
  },
  {
    id: "CVE-2026-47783",
    fixedIn: "1.6.42",
    score: 8.1,
    cvss: 3,
    needs: "sasl-password-database",
    summary: "comparing SASL passwords takes a time that tells them"
  },
  {
    id: "CVE-2026-47784",
    fixedIn: "1.6.42",
    score: 8.1,
    cvss: 3,
    needs: "sasl-password-database",
    summary: "comparing SASL passwords takes a time that tells them"
  },
  {
    id: "CVE-2026-90698",
    from: "1.6.41",
    fixedIn: "1.6.44",
    score: 5.3,
    cvss: 3,
    needs: "password-file",
    summary: "a crafted ASCII authentication reads out of bounds and crashes"
  }
];
function advisoriesFor(version, listener) {
  if (version.trust === "distribution" || version.trust === "managed") return [];
  const release = newestOf(version.version);
  return ADVISORIES.filter(
    ({ from, fixedIn }) => (from === void 0 || since(release, from)) && !since(release, fixedIn)
  ).map((advisory) => ({ advisory, conditions: conditions(advisory.needs, listener) })).sort(
    (a, b) => b.advisory.score - a.advisory.score || (a.advisory.id < b.advisory.id ? -1 : 1)
  );
}
function advisoryUrl(advisory) {
  return `https://nvd.nist.gov/vuln/detail/${advisory.id}`;
}
function conditions(needs, listener) {
  const { sockets, authentication, features } = listener;
  const optionsUnknown = "unresolved" in sockets || authentication === "unknown";
  const whenAbsent = optionsUnknown ? "unknown" : "not-met";
  switch (needs) {
    case "none":
      return "met";
    case "udp":
      if ("unresolved" in sockets) return "unknown";
      if (sockets.some(({ protocol, scope }) => protocol === "udp" && scope !== "unknown"))
        return "met";
      return sockets.some(({ protocol }) => protocol === "udp") ? "unknown" : "not-met";
    case "sasl":
      return authentication === "sasl" ? "met" : authentication === "unknown" ? "unknown" : "not-met";
    case "sasl-password-database":
      if (authentication === "sasl") return features.includes(needs) ? "met" : "unknown";
      return authentication === "unknown" ? "unknown" : "not-met";
    case "password-file":
      return authentication === needs ? "met" : authentication === "unknown" ? "unknown" : "not-met";
    case "binary-protocol":
      return features.includes("ascii-only") || features.includes("proxy") ? "not-met" : "met";
    default:
      return features.includes(needs) ? "met" : whenAbsent;
  }
}

// src/network/special.ts
var LOOPBACK = AddressSet.of("127.0.0.0/8", "::1/128");
var PRIVATE = AddressSet.of(
  "10.0.0.0/8",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "100.64.0.0/10",
  "169.254.0.0/16",
  "fc00::/7",
  "fe80::/10",
  "fec0::/10"
);
var UNUSABLE = AddressSet.of(
  "0.0.0.0/8",
  "192.0.0.0/24",
  "198.18.0.0/15",
  "224.0.0.0/3",
  "::/128",
  "ff00::/8",
  "100::/64"
);
var GLOBAL_IPV6 = AddressSet.of("2000::/3", "64:ff9b::/96");
var PUBLIC = AddressSet.allIPv4.union(GLOBAL_IPV6).subtract(LOOPBACK).subtract(PRIVATE).subtract(UNUSABLE);
var GLOBAL_UNICAST_IPV6 = AddressSet.of("2000::/3");
var CLOUD_INFRASTRUCTURE = AddressSet.of(
  "35.191.0.0/16",
  "130.211.0.0/22",
  "209.85.152.0/22",
  "209.85.204.0/22",
  "35.235.240.0/20",
  "2600:2d00:1:b029::/64",
  "2600:2d00:1:1::/64",
  "2600:1901:8001::/48",
  "168.63.129.16/32"
);

export {
  SourceFile,
  parseVersion,
  compareVersions,
  formatVersion,
  CURRENT,
  newestOf,
  since,
  advisoriesFor,
  advisoryUrl,
  AddressError,
  AddressSet,
  LOOPBACK,
  PRIVATE,
  PUBLIC,
  GLOBAL_UNICAST_IPV6,
  CLOUD_INFRASTRUCTURE
};
