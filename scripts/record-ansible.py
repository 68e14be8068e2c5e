#!/usr/bin/env python3
"""Records what Ansible makes of expressions, templates and variables: __tests__/truth/ansible.json.

Needs ansible-core on the path (pip install ansible-core). Everything runs on the local machine with the
connection "local"; no host is contacted. Usage: scripts/record-ansible.py > __tests__/truth/ansible.json
Names of parts (expressions, templates, projects, edits) record these alone; the projects of
ansible_projects.py: scripts/record-ansible.py more > __tests__/truth/ansible-projects.json
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

from ansible_projects import P as MORE_PROJECTS

VARS = {
    "port": 11211,
    "text": "Hello World",
    "empty": "",
    "nothing": None,
    "yes_text": "yes",
    "on": True,
    "off": False,
    "names": ["a", "b", "c"],
    "nested": [[1, 2], [3, [4, 5]]],
    "numbers": [3, 1, 2, 3],
    "mixed": [0, 1, "", "x", None],
    "options": {"listen": "127.0.0.1", "port": 11211},
    "hosts_list": [
        {"name": "web", "ip": "10.0.0.1", "open": True},
        {"name": "db", "ip": "10.0.0.2", "open": False},
        {"name": "cache", "ip": "10.0.0.3"},
    ],
    "address": "10.0.0.5/24",
    "indirect": "{{ options.listen }}:{{ port }}",
}

EXPRESSIONS = """
port
port + 1
port // 2
port / 2
port % 1000
2 ** 10
-port + 1
'a' ~ 1 ~ true
'a' + 'b'
'ab' * 3
[1] + [2, 3]
[0] * 3
text | lower
text | upper
text | replace('World', 'x')
text | length
text | regex_replace('o', '0')
text | regex_replace('^(\\w+) (\\w+)$', '\\2 \\1')
text | regex_search('W.r')
text | regex_search('zzz')
text | regex_findall('[A-Z]')
text | split
text | split(' ') | last
text.split(' ')[0]
text[0:5]
text[-5:]
text | first
text | capitalize
text | title
text | reverse
'  x ' | trim
empty | default('d')
empty | default('d', true)
missing_one | default('d')
missing_one.sub | default('d')
options.missing | default('d')
options.missing is defined
missing_one is defined
missing_one is not defined
options.port is defined
nothing is none
nothing | default('d')
nothing | default('d', true)
off | default(true)
off | default(true, true)
'yes' | bool
'false' | bool
yes_text | bool
'11211' | int
'x' | int
'x' | int(7)
'3.7' | int
'ff' | int(base=16)
port | string
1.0 | string
on | string
names | join(',')
names | join
numbers | unique
numbers | sort
numbers | sort(reverse=true)
numbers | max
numbers | min
numbers | sum
nested | flatten
nested | flatten(levels=1)
names | first
names | last
names | length
names | reverse | list
names | union(['c', 'd'])
names | intersect(['c', 'd'])
names | difference(['c', 'd'])
names | symmetric_difference(['c', 'd'])
names | zip(numbers) | list
names | product([1, 2]) | list
names | map('upper') | list
names | map('regex_replace', '^', 'x-') | list
hosts_list | map(attribute='ip') | join(',')
hosts_list | selectattr('open', 'defined') | map(attribute='name') | list
hosts_list | selectattr('open', 'defined') | selectattr('open') | map(attribute='name') | list
hosts_list | selectattr('name', 'equalto', 'db') | map(attribute='ip') | first
hosts_list | rejectattr('name', 'in', ['db', 'web']) | map(attribute='name') | list
mixed | select | list
mixed | reject('none') | list
numbers | select('>', 1) | list
numbers | select('odd') | list
options | dict2items
options | dict2items | items2dict
options | combine({'port': 1})
options | combine({'a': {'b': 1}}) | combine({'a': {'c': 2}}, recursive=true)
options.items() | list
options.keys() | list
options | length
options['listen']
options.get('listen')
options.get('zzz', 5)
names[1]
names[-1]
names[1:]
names | batch(2) | list
'a' in names
'z' not in names
'Hello' in text
'listen' in options
port == 11211
port == '11211'
port != 11211 or on
on and off
off or 'x'
not on
1 < 2 < 3
1 < 2 > 3
'yes' if on else 'no'
'yes' if off else 'no'
on | ternary('a', 'b')
nothing | ternary('a', 'b', 'c')
port is number
port is string
text is string
names is sequence
names is iterable
options is mapping
text is match('Hell')
text is match('World')
text is search('World')
text is regex('W.*d$')
'1.5.6' is version('1.5.10', '<')
'1.6' is version('1.6.0', '==')
['a'] is subset(names)
names is superset(['a'])
names is contains('a')
4 is divisibleby 2
3 is odd
[true, false] is any
[true, false] is all
indirect
indirect.split(':') | last
'%s:%d' | format('x', 5)
'%s-%s' % ('a', 'b')
'{}:{}'.format('a', 2)
'{0}{1}{0}'.format('a', 2)
"a'b"
'tab\\tx'
names | to_json
options | to_json
'{"a": [1, 2]}' | from_json
'/etc/memcached.conf' | basename
'/etc/memcached.conf' | dirname
'a b' | quote
'plain' | quote
[1, 2] | map('string') | list
['10', '9'] | map('int') | max
dict(a=1, b=2)
range(3) | list
range(1, 10, 3) | list
{'a': 1}['a']
[1, [2]] | first
lookup('vars', 'port')
('a', 'b') | join('+')
names | map('extract', {'a': 1, 'b': 2, 'c': 3}) | list
[{'k': 'x', 'v': 1}] | items2dict(key_name='k', value_name='v')
'a,b,,c'.split(',')
'a.b.c'.rsplit('.')
' x y '.strip()
'abc'.startswith('ab')
'abc'.endswith('ab')
'abc' is lower
'x' * 0
none | string
[none] | string
{'a': none} | string
[1.5, true, 'x'] | string
7 // -2
-7 % 3
""".strip().splitlines()

TEMPLATES = {
    "plain": "-l {{ options.listen }}\n-p {{ port }}\n",
    "if block lines": "a\n{% if on %}\n-l {{ options.listen }}\n{% else %}\n-l 0.0.0.0\n{% endif %}\nb\n",
    "if inline": 'OPTIONS="{% if off %}-l 0.0.0.0{% else %}-l {{ options.listen }}{% endif %} -v"\n',
    "elif": "{% if off %}1{% elif port == 11211 %}2{% else %}3{% endif %}\n",
    "for": "{% for name in names %}\n-l {{ name }}\n{% endfor %}\n",
    "for with loop": "{% for name in names %}{{ loop.index }}={{ name }}{% if not loop.last %},{% endif %}{% endfor %}\n",
    "for with if": "{% for one in hosts_list if one.open is defined %}{{ one.name }} {% endfor %}\n",
    "for else": "{% for one in [] %}x{% else %}none{% endfor %}\n",
    "for dict": "{% for key, value in options.items() %}\n{{ key }}={{ value }}\n{% endfor %}\n",
    "nested for": "{% for row in nested %}{% for one in row %}[{{ one }}]{% endfor %}{% endfor %}\n",
    "set": "{% set x = port + 1 %}\n{{ x }}\n",
    "set in loop is local": "{% set x = 0 %}{% for i in [1, 2] %}{% set x = i %}{% endfor %}{{ x }}\n",
    "namespace": "{% set ns = namespace(x=0) %}{% for i in [1, 2] %}{% set ns.x = i %}{% endfor %}{{ ns.x }}\n",
    "set block": "{% set x %}a{{ port }}{% endset %}{{ x }}\n",
    "minus": "a   \n{%- if on %} b {% endif -%}\n   c\n",
    "minus in output": "a {{- port -}} b\n",
    "comment": "a{# no {{ port }} #}b\n{# whole line #}\nc\n",
    "raw": "{% raw %}{{ port }}{% endraw %} {{ port }}\n",
    "trailing newline after block": "{% if on %}x{% endif %}\n\ny\n",
    "indented block": "  {% if on %}\n  x\n  {% endif %}\ny\n",
    "macro": "{% macro listen(ip, p=1) %}-l {{ ip }}:{{ p }}{% endmacro %}{{ listen('::1') }} {{ listen('x', 2) }}\n",
    "filter block": "{% filter upper %}abc {{ text }}{% endfilter %}\n",
    "with": "{% with a = 1, b = 2 %}{{ a + b }}{% endwith %}\n",
    "booleans": "{{ on }} {{ off }} {{ nothing }}|\n",
    "list and dict": "{{ names }} {{ options }}\n",
    "float": "{{ 10 / 4 }} {{ 10 / 5 }} {{ 7 // 2 }}\n",
    "string escapes": "{{ 'a\\tb' }}|{{ \"x\\\"y\" }}\n",
    "header lstrip": "#jinja2: lstrip_blocks: True\n  {% if on %}\n  x\n  {% endif %}\ny\n",
    "header trim off": "#jinja2: trim_blocks: False\n{% if on %}\nx\n{% endif %}\ny\n",
    "closing braces in string": "{{ '}}' }} {{ \"{%\" }}\n",
    "dict literal": "{{ {'a': {'b': 1}}.a.b }}\n",
    "indent": "{{ 'a\\nb' | indent(2) }}|{{ 'a\\nb' | indent(2, true) }}\n",
    "break": "{% for i in [1, 2, 3] %}{% if i == 2 %}{% break %}{% endif %}{{ i }}{% endfor %}\n",
    "memcached geerling": "OPTIONS=\"{% if options.listen is string %}-l {{ options.listen }} {% else %}{% for ip in options.listen %}-l {{ ip }} {% endfor %}{% endif %}-t 4\"\n",
    "unit": "ExecStart=/usr/bin/memcached\n{%- if options.listen is defined %} -l {{ options.listen }}{% endif %}\n -p {{ port }}\n{%- if missing_one is defined %} -m {{ missing_one }}{% endif -%}\n{%- if on %} -v{% endif %}\n\nRestart=always\n",
}

# Files of small projects; each prints the variable "answer" of the host "h".
PROJECTS = {
    "role defaults": {"roles/r/defaults/main.yml": "answer: defaults\n"},
    "group_vars all over role defaults": {
        "roles/r/defaults/main.yml": "answer: defaults\n", "group_vars/all.yml": "answer: group all\n"},
    "group over all": {"group_vars/all.yml": "answer: group all\n", "group_vars/cache.yml": "answer: group\n"},
    "inventory group over all file": {"inventory.ini": "[cache]\nh ansible_connection=local\n[cache:vars]\nanswer=inventory group\n", "group_vars/all.yml": "answer: group all\n"},
    "group file over inventory group": {"inventory.ini": "[cache]\nh ansible_connection=local\n[cache:vars]\nanswer=inventory group\n", "group_vars/cache.yml": "answer: group file\n"},
    "host over group": {"group_vars/cache.yml": "answer: group\n", "inventory.ini": "[cache]\nh ansible_connection=local answer=host\n"},
    "host_vars over inventory host": {"host_vars/h.yml": "answer: host file\n", "inventory.ini": "[cache]\nh ansible_connection=local answer=host\n"},
    "child group over parent": {"inventory.ini": "[cache]\nh ansible_connection=local\n[prod:children]\ncache\n", "group_vars/prod.yml": "answer: parent\n", "group_vars/cache.yml": "answer: child\n"},
    "group_vars folder": {"group_vars/cache/a.yml": "answer: a\n", "group_vars/cache/b.yml": "answer: b\n"},
    "play vars over host": {"host_vars/h.yml": "answer: host file\n", "site.yml": "- hosts: cache\n  gather_facts: false\n  vars: { answer: play }\n  roles: [r]\n"},
    "vars_files over play vars": {"site.yml": "- hosts: cache\n  gather_facts: false\n  vars: { answer: play }\n  vars_files: [extra.yml]\n  roles: [r]\n", "extra.yml": "answer: vars_files\n"},
    "role vars over play vars": {"site.yml": "- hosts: cache\n  gather_facts: false\n  vars: { answer: play }\n  roles: [r]\n", "roles/r/vars/main.yml": "answer: role vars\n"},
    "role params over role vars": {"site.yml": "- hosts: cache\n  gather_facts: false\n  roles:\n    - { role: r, answer: param }\n", "roles/r/vars/main.yml": "answer: role vars\n"},
    "role entry vars over role vars": {"site.yml": "- hosts: cache\n  gather_facts: false\n  roles:\n    - role: r\n      vars: { answer: entry vars }\n", "roles/r/vars/main.yml": "answer: role vars\n"},
    "include_vars over role vars": {"roles/r/vars/main.yml": "answer: role vars\n", "roles/r/vars/other.yml": "answer: included\n", "roles/r/tasks/main.yml": "- include_vars: other.yml\n- import_tasks: print.yml\n"},
    "set_fact over include_vars": {"roles/r/vars/other.yml": "answer: included\n", "roles/r/tasks/main.yml": "- set_fact: { answer: fact }\n- include_vars: other.yml\n- import_tasks: print.yml\n"},
    "block vars over role vars": {"roles/r/vars/main.yml": "answer: role vars\n", "roles/r/tasks/main.yml": "- vars: { answer: block }\n  block:\n    - import_tasks: print.yml\n"},
    "task vars over block vars": {"roles/r/tasks/main.yml": "- vars: { answer: block }\n  block:\n    - include_tasks: print.yml\n      vars: { answer: task }\n"},
    "include_vars over task vars": {"roles/r/vars/other.yml": "answer: included\n", "roles/r/tasks/main.yml": "- include_vars: other.yml\n- vars: { answer: block }\n  block:\n    - import_tasks: print.yml\n"},
    "role params over set_fact": {"site.yml": "- hosts: cache\n  gather_facts: false\n  roles:\n    - { role: r, answer: param }\n", "roles/r/tasks/main.yml": "- set_fact: { answer: fact }\n- import_tasks: print.yml\n"},
    "include_role vars": {"site.yml": "- hosts: cache\n  gather_facts: false\n  tasks:\n    - include_role: { name: r }\n      vars: { answer: include vars }\n", "roles/r/vars/main.yml": "answer: role vars\n"},
    "role defaults of a later role": {"site.yml": "- hosts: cache\n  gather_facts: false\n  roles: [r, other]\n", "roles/other/defaults/main.yml": "answer: other defaults\n"},
    "own defaults first": {"site.yml": "- hosts: cache\n  gather_facts: false\n  roles: [r, other]\n", "roles/other/defaults/main.yml": "answer: other defaults\n", "roles/r/defaults/main.yml": "answer: own defaults\n"},
    "dependency params": {"roles/top/meta/main.yml": "dependencies:\n  - { role: r, answer: dependency }\n", "site.yml": "- hosts: cache\n  gather_facts: false\n  roles: [top]\n", "roles/r/defaults/main.yml": "answer: defaults\n"},
    "dependency sees parent's defaults": {"roles/top/meta/main.yml": "dependencies: [r]\n", "roles/top/defaults/main.yml": "answer: top defaults\n", "site.yml": "- hosts: cache\n  gather_facts: false\n  roles: [top]\n"},
    "loop item": {"roles/r/tasks/main.yml": "- include_tasks: print.yml\n  loop: [one]\n  loop_control: { loop_var: answer }\n"},
    "indirect": {"group_vars/all.yml": "base: 10.0.0.1\nanswer: '{{ base }}:{{ port }}'\nport: 11211\n"},
    "redefined by an inner variable": {"group_vars/all.yml": "answer: '{{ inner }}'\ninner: outer\n", "site.yml": "- hosts: cache\n  gather_facts: false\n  vars: { inner: play }\n  roles: [r]\n"},
    "yaml 1.1": {"group_vars/all.yml": "answer: yes\n"},
    "octal": {"group_vars/all.yml": "answer: 0644\n"},
    "inventory literal": {"inventory.ini": "[cache]\nh ansible_connection=local answer=11211\n"},
    "key=value task": {"roles/r/tasks/main.yml": "- set_fact: answer='a b'\n- import_tasks: print.yml\n"},
    "set_fact skipped": {"group_vars/all.yml": "answer: before\n", "roles/r/tasks/main.yml": "- set_fact: { answer: after }\n  when: false\n- import_tasks: print.yml\n"},
    "import_playbook": {"site.yml": "- import_playbook: other.yml\n", "other.yml": "- hosts: cache\n  gather_facts: false\n  vars: { answer: imported }\n  roles: [r]\n"},
}

# A file, and the edits that tasks make on it one after the other; PATH stands for its path.
CONF = "-d\n-m 64\n-p 11211\n-u memcache\n-l 127.0.0.1\n"
EDITS = {
    "line replaced": (CONF, [{"lineinfile": {"regexp": "^-l", "line": "-l 0.0.0.0"}}]),
    "last of several": (CONF + "-l ::1\n", [{"lineinfile": {"regexp": "^-l", "line": "-l 0.0.0.0"}}]),
    "first of several": (CONF + "-l ::1\n", [{"lineinfile": {"regexp": "^-l", "line": "-l 0.0.0.0", "firstmatch": True}}]),
    "line removed": (CONF, [{"lineinfile": {"regexp": "^-l", "state": "absent"}}]),
    "line appended": (CONF, [{"lineinfile": {"line": "-U 0"}}]),
    "line there already": (CONF, [{"lineinfile": {"line": "-m 64"}}]),
    "line there already, pattern elsewhere": (CONF, [{"lineinfile": {"regexp": "^-U", "line": "-m 64"}}]),
    "no line end": ("-d\n-p 11211", [{"lineinfile": {"line": "-U 0"}}]),
    "behind a line": (CONF, [{"lineinfile": {"line": "-U 0", "insertafter": "^-p"}}]),
    "in front of a line": (CONF, [{"lineinfile": {"line": "-U 0", "insertbefore": "^-p"}}]),
    "at the beginning": (CONF, [{"lineinfile": {"line": "-U 0", "insertbefore": "BOF"}}]),
    "behind a line that is not there": (CONF, [{"lineinfile": {"line": "-U 0", "insertafter": "^-x"}}]),
    "back references": (CONF, [{"lineinfile": {"regexp": "^(-p) (\\d+)$", "line": "\\1 1\\2", "backrefs": True}}]),
    "back references without a match": (CONF, [{"lineinfile": {"regexp": "^(-x) (\\d+)$", "line": "\\1 1\\2", "backrefs": True}}]),
    "search string": (CONF, [{"lineinfile": {"search_string": "127", "line": "-l {{ options.listen }}"}}]),
    "every match": ("a\nab\naba\n", [{"replace": {"regexp": "a", "replace": "x"}}]),
    "each line by itself": (CONF, [{"replace": {"regexp": "^-l .*$", "replace": "#-l"}}]),
    "match deleted": (CONF, [{"replace": {"regexp": "^-l .*\\n"}}]),
    "whole match": (CONF, [{"replace": {"regexp": "^-l", "replace": "#\\g<0>"}}]),
    "a group that is not there": (CONF, [{"replace": {"regexp": "^-l", "replace": "\\1 x"}}]),
    "behind a text": (CONF, [{"replace": {"after": "-m 64", "regexp": "-", "replace": "+"}}]),
    "in front of the last such text": ("-a\n-b\n-a\n-c\n", [{"replace": {"before": "-a", "regexp": "-", "replace": "+"}}]),
    "between two texts": ("-a\n-b\n-a\n-c\n", [{"replace": {"after": "-a", "before": "-a", "regexp": "-", "replace": "+"}}]),
    "behind a text that is not there": (CONF, [{"replace": {"after": "-x", "regexp": "-", "replace": "+"}}]),
    "block": (CONF, [{"blockinfile": {"block": "-l 0.0.0.0\n-U 0"}}]),
    "block replaced by a later one": (CONF, [{"blockinfile": {"block": "-l 0.0.0.0"}}, {"blockinfile": {"block": "-l ::1"}}]),
    "block removed": (CONF, [{"blockinfile": {"block": "-l 0.0.0.0"}}, {"blockinfile": {"state": "absent"}}]),
    "empty block": (CONF, [{"blockinfile": {"block": "-l 0.0.0.0"}}, {"blockinfile": {"block": ""}}]),
    "two blocks with marks of their own": (CONF, [{"blockinfile": {"block": "-U 0", "marker": "# {mark} a"}}, {"blockinfile": {"block": "-v", "marker": "# {mark} b"}}]),
    "block behind a line": (CONF, [{"blockinfile": {"block": "-U 0", "insertafter": "^-m"}}]),
    "block in front of a line": (CONF, [{"blockinfile": {"block": "-U 0", "insertbefore": "^-m"}}]),
    "block at the beginning": (CONF, [{"blockinfile": {"block": "-U 0", "insertbefore": "BOF"}}]),
    "block without a line end before it": ("-d", [{"blockinfile": {"block": "-U 0"}}]),
    "one edit after the other": (CONF, [{"lineinfile": {"line": "-l ::1"}}, {"replace": {"regexp": "^-l 127", "replace": "-l 10"}}, {"lineinfile": {"regexp": "^-l ::", "state": "absent"}}]),
}

DEFAULTS = {
    "inventory.ini": "[cache]\nh ansible_connection=local\n",
    "site.yml": "- hosts: cache\n  gather_facts: false\n  roles: [r]\n",
    "roles/r/tasks/main.yml": "- import_tasks: print.yml\n",
    "roles/r/tasks/print.yml": "- copy:\n    dest: /etc/answer\n    content: '{{ answer }}'\n",
}


def run(folder, playbook, inventory="inventory.ini"):
    env = dict(os.environ, ANSIBLE_LOCALHOST_WARNING="False", ANSIBLE_NOCOLOR="1", 
               ANSIBLE_DEPRECATION_WARNINGS="False", ANSIBLE_PYTHON_INTERPRETER=sys.executable, HOME=str(folder), ANSIBLE_JINJA2_EXTENSIONS="jinja2.ext.loopcontrols")
    return subprocess.run(["ansible-playbook", "-i", inventory, playbook], cwd=folder, env=env, capture_output=True, text=True, timeout=600)


def write(folder, files):
    for path, text in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)


def expressions():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        tasks = []
        for index, expression in enumerate(EXPRESSIONS):
            (folder / f"in{index}").write_text("")
            tasks.append({
                "name": f"expression {index}", "ignore_errors": True,
                "copy": {"dest": f"{folder}/out{index}.json", "content": "{{ {'value': (" + expression + ")} | to_json }}"},
            })
        write(folder, {"inventory.ini": "h ansible_connection=local\n",
                       "play.yml": json.dumps([{"hosts": "h", "gather_facts": False, "vars": VARS, "tasks": tasks}])})
        run(folder, "play.yml")
        answers = []
        for index, expression in enumerate(EXPRESSIONS):
            path = folder / f"out{index}.json"
            answers.append({"expression": expression, **({"value": json.loads(path.read_text())["value"]} if path.exists() else {"fails": True})})
        return answers


def templates():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        tasks = []
        for index, text in enumerate(TEMPLATES.values()):
            (folder / f"in{index}.j2").write_text(text)
            tasks.append({"ignore_errors": True, "template": {"src": f"{folder}/in{index}.j2", "dest": f"{folder}/out{index}"}})
        write(folder, {"inventory.ini": "h ansible_connection=local\n",
                       "play.yml": json.dumps([{"hosts": "h", "gather_facts": False, "vars": VARS, "tasks": tasks}])})
        run(folder, "play.yml")
        answers = []
        for index, (title, text) in enumerate(TEMPLATES.items()):
            path = folder / f"out{index}"
            answers.append({"title": title, "template": text, **({"text": path.read_text()} if path.exists() else {"fails": True})})
        return answers


def projects(chosen=None):
    answers = []
    for title, changes in (chosen or PROJECTS).items():
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            files = {**DEFAULTS, **changes}
            on_disk = {path: text.replace("/etc/answer", f"{folder}/answer") for path, text in files.items()}
            write(folder, on_disk)
            result = run(folder, "site.yml")
            path = folder / "answer"
            if not path.exists():
                answers.append({"title": title, "files": files, "fails": True, "log": (result.stdout + result.stderr)[-300:].replace(name, "")})
            else:
                answers.append({"title": title, "files": files, "answer": path.read_text()})
    return answers


def edits():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        tasks = []
        for index, (content, changes) in enumerate(EDITS.values()):
            path = f"{folder}/memcached{index}.conf"
            tasks.append({"copy": {"dest": path, "content": content}})
            for change in changes:
                for module, arguments in change.items():
                    tasks.append({"ignore_errors": True, module: {"path": path, **arguments}})
        write(folder, {"inventory.ini": "h ansible_connection=local\n",
                       "play.yml": json.dumps([{"hosts": "h", "gather_facts": False, "vars": VARS, "tasks": tasks}])})
        run(folder, "play.yml")
        return [{"title": title, "before": content, "tasks": changes, "after": (folder / f"memcached{index}.conf").read_text()}
                for index, (title, (content, changes)) in enumerate(EDITS.items())]


version = subprocess.run(["ansible", "--version"], capture_output=True, text=True).stdout.splitlines()[0]
# The part "more" is kept in a file of its own, __tests__/truth/ansible-projects.json, and alone.
if sys.argv[1:] == ["more"]:
    print(json.dumps({"version": version, "projects": projects(MORE_PROJECTS)}, indent=1))
    sys.exit()
parts = {"expressions": expressions, "templates": templates, "projects": projects, "edits": edits}
wanted = sys.argv[1:] or list(parts)
if unknown := [part for part in wanted if part not in parts]:
    sys.exit(f"There is no part {unknown[0]}: choose from {', '.join(parts)}, or more by itself.")
print(json.dumps({"version": version, "variables": VARS, **{part: parts[part]() for part in wanted}}, indent=1))
