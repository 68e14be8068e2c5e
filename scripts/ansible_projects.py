"""Small Ansible projects for scripts/record-ansible.py: what the tasks of site.yml write to /etc/answer on the host "h"
tells which value won, which task ran and in which order. Each is a change of `DEFAULTS` there."""
import random

P = {}
PLAY = "- hosts: cache\n  gather_facts: false\n"
COPY = "copy: { dest: /etc/answer, content: '%s' }"
def tasks(text, more=None):
    return {"roles/r/tasks/main.yml": text, **(more or {})}
P["handler runs at the end"] = tasks("- " + COPY % "task" + "\n  notify: h\n- " + COPY % "later" + "\n", {"roles/r/handlers/main.yml": "- name: h\n  " + COPY % "handler" + "\n"})
P["handler not notified"] = tasks("- " + COPY % "task" + "\n", {"roles/r/handlers/main.yml": "- name: h\n  " + COPY % "handler" + "\n"})
P["handler by listen"] = tasks("- " + COPY % "task" + "\n  notify: topic\n", {"roles/r/handlers/main.yml": "- name: h\n  listen: topic\n  " + COPY % "handler" + "\n"})
P["handler of an unchanged task"] = tasks("- " + COPY % "task" + "\n- command: 'true'\n  changed_when: false\n  notify: h\n", {"roles/r/handlers/main.yml": "- name: h\n  " + COPY % "handler" + "\n"})
P["handlers in their own order"] = tasks("- " + COPY % "task" + "\n  notify: [two, one]\n", {"roles/r/handlers/main.yml": "- name: one\n  " + COPY % "one" + "\n- name: two\n  " + COPY % "two" + "\n"})
P["flush_handlers"] = tasks("- " + COPY % "task" + "\n  notify: h\n- meta: flush_handlers\n- " + COPY % "later" + "\n", {"roles/r/handlers/main.yml": "- name: h\n  " + COPY % "handler" + "\n"})
P["handler notified by a skipped task"] = tasks("- " + COPY % "first" + "\n- " + COPY % "task" + "\n  when: false\n  notify: h\n", {"roles/r/handlers/main.yml": "- name: h\n  " + COPY % "handler" + "\n"})
P["handler notifies a handler"] = tasks("- " + COPY % "task" + "\n  notify: a\n", {"roles/r/handlers/main.yml": "- name: a\n  " + COPY % "a" + "\n  notify: b\n- name: b\n  " + COPY % "b" + "\n"})
P["handler with variables"] = tasks("- " + COPY % "task" + "\n  notify: h\n- set_fact: { answer: late }\n", {"roles/r/handlers/main.yml": "- name: h\n  " + COPY % "{{ answer }}" + "\n", "group_vars/all.yml": "answer: early\n"})
P["handlers of the play"] = {"site.yml": PLAY + "  tasks:\n    - " + COPY % "task" + "\n      notify: h\n  handlers:\n    - name: h\n      " + COPY % "handler" + "\n"}
P["post_tasks after handlers"] = {"site.yml": PLAY + "  tasks:\n    - " + COPY % "task" + "\n      notify: h\n  post_tasks:\n    - " + COPY % "post" + "\n  handlers:\n    - name: h\n      " + COPY % "handler" + "\n"}
P["pre_tasks, roles, tasks"] = {"site.yml": PLAY + "  tasks:\n    - " + COPY % "tasks" + "\n  pre_tasks:\n    - " + COPY % "pre" + "\n  roles: [r]\n", "roles/r/tasks/main.yml": "- " + COPY % "role" + "\n"}
P["roles before tasks"] = {"site.yml": PLAY + "  tasks:\n    - " + COPY % "{{ answer }}" + "\n  roles: [r]\n", "roles/r/tasks/main.yml": "- set_fact: { answer: from role }\n"}
P["two plays"] = {"site.yml": PLAY + "  tasks:\n    - set_fact: { answer: one }\n" + PLAY + "  tasks:\n    - " + COPY % "{{ answer }} two" + "\n"}
P["play vars do not last"] = {"site.yml": PLAY + "  vars: { answer: play }\n  tasks:\n    - debug: { msg: x }\n" + PLAY + "  tasks:\n    - " + COPY % "{{ answer | default(\"gone\") }}" + "\n"}
P["rescue runs"] = tasks("- block:\n    - fail: { msg: x }\n    - " + COPY % "block" + "\n  rescue:\n    - " + COPY % "rescue" + "\n")
P["rescue does not run"] = tasks("- block:\n    - " + COPY % "block" + "\n  rescue:\n    - " + COPY % "rescue" + "\n")
P["always runs"] = tasks("- block:\n    - " + COPY % "block" + "\n  rescue:\n    - " + COPY % "rescue" + "\n  always:\n    - " + COPY % "always" + "\n")
P["always after rescue"] = tasks("- block:\n    - fail: { msg: x }\n  rescue:\n    - " + COPY % "rescue" + "\n  always:\n    - set_fact: { answer: a }\n- " + COPY % "{{ answer }} after" + "\n")
P["fail ends the play"] = tasks("- " + COPY % "before" + "\n- fail: { msg: x }\n- " + COPY % "after" + "\n")
P["fail ignored"] = tasks("- " + COPY % "before" + "\n- fail: { msg: x }\n  ignore_errors: true\n- " + COPY % "after" + "\n")
P["fail when false"] = tasks("- " + COPY % "before" + "\n- fail: { msg: x }\n  when: 1 == 2\n- " + COPY % "after" + "\n")
P["assert fails"] = tasks("- " + COPY % "before" + "\n- assert: { that: [port == 1] }\n- " + COPY % "after" + "\n", {"group_vars/all.yml": "port: 11211\n"})
P["assert holds"] = tasks("- " + COPY % "before" + "\n- assert: { that: [port == 11211] }\n- " + COPY % "after" + "\n", {"group_vars/all.yml": "port: 11211\n"})
P["end_play"] = tasks("- " + COPY % "before" + "\n- meta: end_play\n- " + COPY % "after" + "\n")
P["end_host when false"] = tasks("- " + COPY % "before" + "\n- meta: end_host\n  when: false\n- " + COPY % "after" + "\n")
P["end_host"] = tasks("- " + COPY % "before" + "\n- meta: end_host\n- " + COPY % "after" + "\n")
P["failed_when"] = tasks("- " + COPY % "before" + "\n- command: 'true'\n  failed_when: true\n- " + COPY % "after" + "\n")
P["tags never"] = tasks("- " + COPY % "before" + "\n- " + COPY % "never" + "\n  tags: [never, x]\n")
P["tags always"] = tasks("- " + COPY % "before" + "\n- " + COPY % "always" + "\n  tags: always\n")
P["never inherited from a block"] = tasks("- " + COPY % "before" + "\n- block:\n    - " + COPY % "never" + "\n  tags: never\n")
P["never on a role"] = {"site.yml": PLAY + "  roles:\n    - r\n    - { role: s, tags: never }\n", "roles/r/tasks/main.yml": "- " + COPY % "r" + "\n", "roles/s/tasks/main.yml": "- " + COPY % "s" + "\n"}
P["never on include_tasks"] = tasks("- " + COPY % "before" + "\n- include_tasks: o.yml\n  tags: never\n", {"roles/r/tasks/o.yml": "- " + COPY % "o" + "\n"})
P["when list"] = tasks("- " + COPY % "before" + "\n- " + COPY % "after" + "\n  when:\n    - true\n    - false\n")
P["when string false"] = tasks("- " + COPY % "before" + "\n- " + COPY % "after" + "\n  when: flag | bool\n", {"group_vars/all.yml": "flag: 'no'\n"})
P["when on a block"] = tasks("- " + COPY % "before" + "\n- block:\n    - " + COPY % "after" + "\n  when: flag is defined\n")
P["when on a role"] = {"site.yml": PLAY + "  roles:\n    - r\n    - role: s\n      when: go\n", "group_vars/all.yml": "go: false\n", "roles/r/tasks/main.yml": "- " + COPY % "r" + "\n", "roles/s/tasks/main.yml": "- " + COPY % "s" + "\n"}
P["when on import_tasks is asked by each task"] = tasks("- " + COPY % "before" + "\n- import_tasks: o.yml\n  when: go\n", {"group_vars/all.yml": "go: true\n", "roles/r/tasks/o.yml": "- set_fact: { go: false }\n- " + COPY % "o" + "\n"})
P["when on include_tasks is asked once"] = tasks("- " + COPY % "before" + "\n- include_tasks: o.yml\n  when: go\n", {"group_vars/all.yml": "go: true\n", "roles/r/tasks/o.yml": "- set_fact: { go: false }\n- " + COPY % "o" + "\n"})
P["when with an undefined default"] = tasks("- " + COPY % "before" + "\n- " + COPY % "after" + "\n  when: nothing | default(true)\n")
P["loop, last item"] = tasks("- " + COPY % "{{ item }}" + "\n  loop: [a, b, c]\n")
P["loop with a condition per item"] = tasks("- " + COPY % "{{ item }}" + "\n  loop: [a, b, c]\n  when: item != 'c'\n")
P["with_items flattens"] = tasks("- " + COPY % "{{ item }}" + "\n  with_items:\n    - [a, b]\n    - c\n    - [d]\n")
P["with_list does not"] = tasks("- " + COPY % "{{ item | length }}" + "\n  with_list:\n    - [a, b]\n")
P["with_dict"] = tasks("- " + COPY % "{{ item.key }}={{ item.value }}" + "\n  with_dict: { a: 1 }\n")
P["with_sequence"] = tasks("- " + COPY % "{{ item }}" + "\n  with_sequence: start=1 end=4 format=mc%02d\n")
P["with_nested"] = tasks("- " + COPY % "{{ item[0] }}{{ item[1] }}" + "\n  with_nested:\n    - [a, b]\n    - [x, y]\n")
P["with_together"] = tasks("- " + COPY % "{{ item.0 }}{{ item.1 }}" + "\n  with_together:\n    - [a, b]\n    - [x, y]\n")
P["with_subelements"] = tasks("- " + COPY % "{{ item.0.n }}{{ item.1 }}" + "\n  with_subelements:\n    - '{{ hs }}'\n    - ports\n", {"group_vars/all.yml": "hs:\n  - { n: a, ports: [1, 2] }\n  - { n: b, ports: [3] }\n"})
P["with_indexed_items"] = tasks("- " + COPY % "{{ item.0 }}{{ item.1 }}" + "\n  with_indexed_items: [a, b]\n")
P["with_first_found"] = tasks("- include_vars: '{{ item }}'\n  with_first_found:\n    - nothere.yml\n    - there.yml\n- import_tasks: print.yml\n", {"roles/r/vars/there.yml": "answer: there\n"})
P["with_first_found, files and paths"] = tasks("- include_vars: '{{ item }}'\n  with_first_found:\n    - files: [a.yml, b.yml]\n      paths: [../vars, vars]\n      skip: true\n- import_tasks: print.yml\n", {"roles/r/vars/b.yml": "answer: b\n"})
P["with_first_found skips"] = tasks("- set_fact: { answer: none }\n- include_vars: '{{ item }}'\n  with_first_found:\n    - files: [a.yml]\n      skip: true\n- import_tasks: print.yml\n")
P["lookup first_found"] = tasks("- include_vars: \"{{ lookup('first_found', ['x.yml', 'y.yml']) }}\"\n- import_tasks: print.yml\n", {"roles/r/vars/y.yml": "answer: y\n"})
P["loop_var and index_var"] = tasks("- " + COPY % "{{ i }}{{ e }}" + "\n  loop: [a, b]\n  loop_control: { loop_var: e, index_var: i }\n")
P["loop over dict2items"] = tasks("- " + COPY % "{{ item.key }}" + "\n  loop: \"{{ {'a': 1, 'b': 2} | dict2items }}\"\n")
P["include_tasks in a loop"] = tasks("- include_tasks: o.yml\n  loop: [x, y]\n", {"roles/r/tasks/o.yml": "- " + COPY % "{{ item }}" + "\n"})
P["include_role in a loop"] = {"site.yml": PLAY + "  tasks:\n    - include_role: { name: r }\n      loop: [x, y]\n      loop_control: { loop_var: answer }\n"}
P["include_role tasks_from"] = {"site.yml": PLAY + "  tasks:\n    - include_role: { name: r, tasks_from: o }\n", "roles/r/tasks/o.yml": "- " + COPY % "o" + "\n"}
P["include_role vars_from"] = {"site.yml": PLAY + "  tasks:\n    - include_role: { name: r, vars_from: o }\n", "roles/r/vars/o.yml": "answer: o\n", "roles/r/vars/main.yml": "answer: main\n"}
P["include_role defaults_from"] = {"site.yml": PLAY + "  tasks:\n    - include_role: { name: r, defaults_from: o }\n", "roles/r/defaults/o.yml": "answer: o\n", "roles/r/defaults/main.yml": "answer: main\n"}
P["import_role vars reach later tasks"] = {"site.yml": PLAY + "  tasks:\n    - import_role: { name: s }\n    - " + COPY % "{{ answer | default(\"private\") }}" + "\n", "roles/s/vars/main.yml": "answer: s vars\n", "roles/s/tasks/main.yml": "- debug: { msg: x }\n"}
P["include_role vars do not"] = {"site.yml": PLAY + "  tasks:\n    - include_role: { name: s }\n    - " + COPY % "{{ answer | default(\"private\") }}" + "\n", "roles/s/vars/main.yml": "answer: s vars\n", "roles/s/tasks/main.yml": "- debug: { msg: x }\n"}
P["include_role public"] = {"site.yml": PLAY + "  tasks:\n    - include_role: { name: s, public: true }\n    - " + COPY % "{{ answer | default(\"private\") }}" + "\n", "roles/s/vars/main.yml": "answer: s vars\n", "roles/s/tasks/main.yml": "- debug: { msg: x }\n"}
P["roles' vars reach the play's tasks"] = {"site.yml": PLAY + "  roles: [s]\n  tasks:\n    - " + COPY % "{{ answer | default(\"private\") }}" + "\n", "roles/s/vars/main.yml": "answer: s vars\n", "roles/s/tasks/main.yml": "- debug: { msg: x }\n"}
P["a role twice without parameters runs once"] = {"site.yml": PLAY + "  roles: [r, s, r]\n", "roles/r/tasks/main.yml": "- " + COPY % "r" + "\n", "roles/s/tasks/main.yml": "- " + COPY % "s" + "\n"}
P["a role twice with parameters"] = {"site.yml": PLAY + "  roles:\n    - { role: r, answer: one }\n    - { role: r, answer: two }\n"}
P["allow_duplicates"] = {"site.yml": PLAY + "  roles: [r, s, r]\n", "roles/r/meta/main.yml": "allow_duplicates: true\n", "roles/r/tasks/main.yml": "- " + COPY % "r" + "\n", "roles/s/tasks/main.yml": "- " + COPY % "s" + "\n"}
P["dependencies first"] = {"site.yml": PLAY + "  roles: [top]\n", "roles/top/meta/main.yml": "dependencies: [r]\n", "roles/top/tasks/main.yml": "- " + COPY % "top" + "\n", "roles/r/tasks/main.yml": "- " + COPY % "r" + "\n"}
P["set_fact over play vars"] = {"site.yml": PLAY + "  vars: { answer: play }\n  roles: [r]\n", "roles/r/tasks/main.yml": "- set_fact: { answer: fact }\n- import_tasks: print.yml\n"}
P["registered variable"] = tasks("- command: echo hello\n  register: out\n- " + COPY % "{{ out.rc }}" + "\n")
P["skipped registered variable"] = tasks("- command: echo hello\n  register: out\n  when: false\n- " + COPY % "{{ out is skipped }}" + "\n")
P["set_fact in a loop"] = tasks("- set_fact: { answer: \"{{ (answer | default([])) + [item] }}\" }\n  loop: [a, b]\n- " + COPY % "{{ answer | join(\",\") }}" + "\n")
P["set_fact cannot be overridden by play vars later"] = {"site.yml": PLAY + "  tasks:\n    - set_fact: { answer: fact }\n" + PLAY + "  vars: { answer: play }\n  tasks:\n    - " + COPY % "{{ answer }}" + "\n"}
P["include_vars dir"] = tasks("- include_vars: { dir: more }\n- import_tasks: print.yml\n", {"roles/r/vars/more/a.yml": "answer: a\n", "roles/r/vars/more/b.yml": "answer: b\n"})
P["include_vars name"] = tasks("- include_vars: { file: o.yml, name: ns }\n- " + COPY % "{{ ns.answer }}" + "\n", {"roles/r/vars/o.yml": "answer: o\n"})
P["include_vars in a loop"] = tasks("- include_vars: '{{ item }}.yml'\n  loop: [a, b]\n- import_tasks: print.yml\n", {"roles/r/vars/a.yml": "answer: a\n", "roles/r/vars/b.yml": "answer: b\n"})
P["vars_files with a variable"] = {"site.yml": PLAY + "  vars: { env: prod }\n  vars_files: ['{{ env }}.yml']\n  roles: [r]\n", "prod.yml": "answer: prod\n"}
P["vars_files, the first there is"] = {"site.yml": PLAY + "  vars_files:\n    - [nothere.yml, there.yml]\n  roles: [r]\n", "there.yml": "answer: there\n"}
P["two vars_files"] = {"site.yml": PLAY + "  vars_files: [a.yml, b.yml]\n  roles: [r]\n", "a.yml": "answer: a\n", "b.yml": "answer: b\n"}
P["vars as a list"] = {"site.yml": PLAY + "  vars:\n    - answer: one\n    - other: two\n  roles: [r]\n"} 
P["vars_prompt default"] = {"site.yml": PLAY + "  vars_prompt:\n    - { name: answer, default: prompted, private: false }\n  roles: [r]\n"}
P["sibling groups by name"] = {"inventory.ini": "[cache]\nh ansible_connection=local\n[alpha]\nh\n[zeta]\nh\n", "group_vars/alpha.yml": "answer: alpha\n", "group_vars/zeta.yml": "answer: zeta\n"}
P["group priority"] = {"inventory.ini": "[cache]\nh ansible_connection=local\n[alpha]\nh\n[zeta]\nh\n", "group_vars/alpha.yml": "answer: alpha\nansible_group_priority: 10\n", "group_vars/zeta.yml": "answer: zeta\n"}
P["group priority in the inventory"] = {"inventory.ini": "[cache]\nh ansible_connection=local\n[alpha]\nh\n[alpha:vars]\nansible_group_priority=10\nanswer=alpha\n[zeta]\nh\n[zeta:vars]\nanswer=zeta\n"}
P["deeper groups win"] = {"inventory.ini": "[cache]\nh ansible_connection=local\n[a:children]\nb\n[b:children]\ncache\n[z]\nh\n", "group_vars/a.yml": "answer: a\n", "group_vars/b.yml": "answer: b\n"}
P["depth over name"] = {"inventory.ini": "[cache]\nh ansible_connection=local\n[b:children]\nc\n[c]\nh\n[z]\nh\n", "group_vars/c.yml": "answer: c\n", "group_vars/z.yml": "answer: z\n"}
P["inventory in YAML"] = {"inventory.ini": "all:\n  children:\n    cache:\n      hosts:\n        h: { ansible_connection: local }\n      vars: { answer: yaml group }\n"}
P["inventory in YAML, nested"] = {"inventory.ini": "all:\n  vars: { answer: all }\n  children:\n    prod:\n      vars: { answer: prod }\n      children:\n        cache:\n          hosts:\n            h: { ansible_connection: local }\n"}
P["inventory all:vars"] = {"inventory.ini": "[cache]\nh ansible_connection=local\n[all:vars]\nanswer=all vars\n"}
P["group_vars beside the playbook over the inventory's"] = {"inventory.ini": "[cache]\nh ansible_connection=local\n[all:vars]\nanswer=all vars\n", "group_vars/all.yml": "answer: file\n"}
P["group_vars/all folder"] = {"group_vars/all/main.yml": "answer: folder\n", "group_vars/cache.yml": "other: x\n"}
P["files without an ending"] = {"group_vars/cache": "answer: no ending\n"}
P["JSON group_vars"] = {"group_vars/cache.json": "{\"answer\": \"json\"}\n"}
P["hostvars"] = {"host_vars/h.yml": "mine: from hostvars\n", "roles/r/tasks/main.yml": "- " + COPY % "{{ hostvars[inventory_hostname].mine }}" + "\n"}
P["hostvars of another host"] = {"inventory.ini": "[cache]\nh ansible_connection=local\n[db]\nd ansible_connection=local ip=10.1.1.1\n", "roles/r/tasks/main.yml": "- " + COPY % "{{ hostvars[groups.db[0]].ip }}" + "\n"}
P["groups joined"] = {"inventory.ini": "[cache]\nh ansible_connection=local\n[db]\na ip=10.0.0.1\nb ip=10.0.0.2\n", "roles/r/tasks/main.yml": "- " + COPY % "{{ groups[\"db\"] | map(\"extract\", hostvars, \"ip\") | join(\",\") }}" + "\n"}
P["group_names"] = {"roles/r/tasks/main.yml": "- " + COPY % "{{ group_names | join(\",\") }}" + "\n"}
P["inventory_hostname_short"] = {"roles/r/tasks/main.yml": "- " + COPY % "{{ inventory_hostname_short }}" + "\n"}
P["role_path"] = tasks("- include_vars: '{{ role_path }}/vars/o.yml'\n- import_tasks: print.yml\n", {"roles/r/vars/o.yml": "answer: by path\n"})
P["role_name"] = tasks("- " + COPY % "{{ role_name }}" + "\n")
P["delegate_to localhost"] = tasks("- " + COPY % "before" + "\n- set_fact: { answer: delegated }\n  delegate_to: localhost\n- " + COPY % "{{ answer }}" + "\n")
P["run_once"] = tasks("- set_fact: { answer: once }\n  run_once: true\n- import_tasks: print.yml\n")
P["import_tasks with variables"] = tasks("- import_tasks: o.yml\n  vars: { answer: imported }\n", {"roles/r/tasks/o.yml": "- import_tasks: print.yml\n"})
P["include_tasks file and apply"] = tasks("- include_tasks:\n    file: o.yml\n    apply:\n      vars: { answer: applied }\n", {"roles/r/tasks/o.yml": "- import_tasks: print.yml\n"})
P["include_tasks with a variable name"] = tasks("- include_tasks: '{{ which }}.yml'\n", {"group_vars/all.yml": "which: o\n", "roles/r/tasks/o.yml": "- " + COPY % "o" + "\n"})
P["template in a role"] = tasks("- template: { src: a.j2, dest: /etc/answer }\n", {})
P["args"] = tasks("- copy:\n  args:\n    dest: /etc/answer\n    content: by args\n")
P["module_defaults"] = {"site.yml": PLAY + "  module_defaults:\n    copy: { content: by default }\n  tasks:\n    - copy: { dest: /etc/answer }\n"}
P["action"] = tasks("- action: copy dest=/etc/answer content='by action'\n")
P["local_action"] = tasks("- local_action: copy dest=/etc/answer content='by local action'\n")
P["collection name"] = tasks("- ansible.builtin.copy: { dest: /etc/answer, content: full name }\n")
P["legacy name"] = tasks("- ansible.legacy.copy: { dest: /etc/answer, content: legacy }\n")
P["environment is no variable"] = {"site.yml": PLAY + "  environment: { answer: env }\n  tasks:\n    - " + COPY % "{{ answer | default(\"none\") }}" + "\n"}
P["unsafe text"] = {"group_vars/all.yml": "answer: !unsafe '{{ nothing }}'\n"}
P["merge keys"] = {"group_vars/all.yml": "base: &b { answer: merged }\nwhole: { <<: *b, x: 1 }\nanswer: '{{ whole.answer }}'\n"}
P["multiline"] = {"group_vars/all.yml": "answer: >-\n  one\n  two\n"}
P["native types"] = {"group_vars/all.yml": "n: '{{ 11211 }}'\nanswer: '{{ n | type_debug == \"int\" }}'\n"}
P["hosts pattern"] = {"inventory.ini": "[cache]\nh ansible_connection=local\n[db]\nh\n", "site.yml": "- hosts: cache:!db\n  gather_facts: false\n  tasks:\n    - " + COPY % "no" + "\n- hosts: cache:&db\n  gather_facts: false\n  tasks:\n    - " + COPY % "yes" + "\n"}
P["hosts pattern with a wildcard"] = {"site.yml": "- hosts: c*\n  gather_facts: false\n  tasks:\n    - " + COPY % "yes" + "\n"}
P["hosts of a variable"] = {"site.yml": "- hosts: \"{{ target | default('cache') }}\"\n  gather_facts: false\n  tasks:\n    - " + COPY % "yes" + "\n"}
P["no hosts matched"] = {"site.yml": PLAY + "  tasks:\n    - " + COPY % "first" + "\n- hosts: nobody\n  gather_facts: false\n  tasks:\n    - " + COPY % "second" + "\n"}
P["hash merging is off"] = {"group_vars/all.yml": "conf: { a: 1, b: 2 }\nanswer: '{{ conf | dict2items | map(attribute=\"key\") | join(\",\") }}'\n", "group_vars/cache.yml": "conf: { b: 3 }\n"}
P["combine"] = {"group_vars/all.yml": "conf: { a: 1, b: 2 }\nanswer: '{{ conf | combine(over) | dict2items | map(attribute=\"value\") | join(\",\") }}'\n", "group_vars/cache.yml": "over: { b: 3 }\n"}
P["until"] = tasks("- command: 'true'\n  register: x\n  until: x.rc == 0\n  retries: 2\n- " + COPY % "after" + "\n")
P["when on a fact set before"] = tasks("- set_fact: { go: false }\n- " + COPY % "before" + "\n- " + COPY % "after" + "\n  when: go\n")
P["play that is not for it"] = {"site.yml": "- hosts: other\n  gather_facts: false\n  tasks:\n    - " + COPY % "other" + "\n" + PLAY + "  roles: [r]\n", "inventory.ini": "[cache]\nh ansible_connection=local\n[other]\no ansible_connection=local\n", "group_vars/all.yml": "answer: mine\n"}

PLACES = ["defaults", "inv_all", "inv_group", "gv_all", "gv_parent", "gv_cache", "inv_host", "host_vars", "play", "vars_files", "role_vars", "param", "block", "task", "include_vars", "set_fact", "play_fact"]
# Where a host goes no further, and what is played once more.
B = "- " + COPY % "before" + "\n"
A = "- " + COPY % "after" + "\n"
TWO = PLAY + "  tasks:\n    - " + COPY % "second play" + "\n"
P["a failed host takes no part in later plays"] = {"site.yml": PLAY + "  tasks:\n    - " + COPY % "before" + "\n    - fail: { msg: x }\n" + TWO}
P["end_host ends one play"] = {"site.yml": PLAY + "  tasks:\n    - " + COPY % "before" + "\n    - meta: end_host\n" + TWO}
P["end_play ends one play"] = {"site.yml": PLAY + "  tasks:\n    - " + COPY % "before" + "\n    - meta: end_play\n" + TWO}
P["end_role"] = {"site.yml": PLAY + "  roles: [r, s]\n", "roles/r/tasks/main.yml": B + "- meta: end_role\n- set_fact: { answer: after }\n", "roles/s/tasks/main.yml": "- " + COPY % "{{ answer | default(\"s\") }}" + "\n"}
P["failed: no handlers"] = tasks("- " + COPY % "task" + "\n  notify: h\n- fail: { msg: x }\n", {"roles/r/handlers/main.yml": "- name: h\n  " + COPY % "handler" + "\n"})
P["failed: handlers that are forced"] = {"site.yml": PLAY + "  force_handlers: true\n  roles: [r]\n", **tasks("- " + COPY % "task" + "\n  notify: h\n- fail: { msg: x }\n", {"roles/r/handlers/main.yml": "- name: h\n  " + COPY % "handler" + "\n"})}
P["end_host: no handlers"] = tasks("- " + COPY % "task" + "\n  notify: h\n- meta: end_host\n", {"roles/r/handlers/main.yml": "- name: h\n  " + COPY % "handler" + "\n"})
P["end_host in a block: nothing is always"] = tasks("- block:\n    - " + COPY % "before" + "\n    - meta: end_host\n  always:\n    - " + COPY % "always" + "\n")
P["always after a failure"] = tasks("- block:\n    - fail: { msg: x }\n  always:\n    - " + COPY % "always" + "\n" + A)
P["a rescue that fails"] = tasks("- block:\n    - fail: { msg: x }\n  rescue:\n    - " + COPY % "rescue" + "\n    - fail: { msg: y }\n" + A)
P["rescued by an outer block"] = tasks("- block:\n    - block:\n        - fail: { msg: x }\n      always:\n        - set_fact: { seen: inner }\n  rescue:\n    - " + COPY % "{{ seen }} rescued" + "\n")
P["fail in an included file is rescued"] = tasks("- block:\n    - include_tasks: o.yml\n  rescue:\n    - " + COPY % "rescue" + "\n", {"roles/r/tasks/o.yml": "- fail: { msg: x }\n- " + COPY % "o" + "\n"})
P["ignore_errors of a block"] = tasks(B + "- block:\n    - fail: { msg: x }\n    - " + COPY % "inner" + "\n  ignore_errors: true\n")
P["ignore_errors of the play"] = {"site.yml": PLAY + "  ignore_errors: true\n  tasks:\n    - " + COPY % "before" + "\n    - fail: { msg: x }\n    - " + COPY % "after" + "\n"}
P["ignore_errors of import_tasks"] = tasks(B + "- import_tasks: o.yml\n  ignore_errors: true\n", {"roles/r/tasks/o.yml": "- fail: { msg: x }\n- " + COPY % "o" + "\n"})
P["fail that does not fail"] = tasks(B + "- fail: { msg: x }\n  failed_when: false\n" + A)
P["failed_when with a list asks for all"] = tasks(B + "- command: 'true'\n  failed_when: [true, false]\n" + A)
P["failed_when after the task is done"] = tasks(B + "- " + COPY % "done" + "\n  failed_when: true\n" + A)
P["assert with several"] = tasks(B + "- assert:\n    that:\n      - 1 == 1\n      - port is defined\n      - port | int > 20000\n" + A, {"group_vars/all.yml": "port: 11211\n"})
P["fail in a loop over nothing"] = tasks(B + "- fail: { msg: x }\n  loop: []\n" + A)
P["fail in a loop, one round"] = tasks(B + "- fail: { msg: x }\n  loop: [1, 2]\n  when: item == 2\n" + A)
P["when on import_role is asked by each task"] = {"site.yml": PLAY + "  tasks:\n    - import_role: { name: s }\n      when: go\n", "group_vars/all.yml": "go: true\n", "roles/s/tasks/main.yml": B + "- set_fact: { go: false }\n" + A}
P["when on a block is asked by each task"] = tasks("- block:\n    - " + COPY % "before" + "\n    - set_fact: { go: false }\n    - " + COPY % "after" + "\n  when: go\n", {"group_vars/all.yml": "go: true\n"})
P["when on a role entry is asked by each task"] = {"site.yml": PLAY + "  roles:\n    - role: s\n      when: go\n", "group_vars/all.yml": "go: true\n", "roles/s/tasks/main.yml": B + "- set_fact: { go: false }\n" + A}
P["when on include_role is asked once"] = {"site.yml": PLAY + "  tasks:\n    - include_role: { name: s }\n      when: go\n", "group_vars/all.yml": "go: true\n", "roles/s/tasks/main.yml": B + "- set_fact: { go: false }\n" + A}
P["when around include_tasks is asked by each task"] = tasks("- block:\n    - include_tasks: o.yml\n  when: go\n", {"group_vars/all.yml": "go: true\n", "roles/r/tasks/o.yml": B + "- set_fact: { go: false }\n" + A})
P["a dependency of two roles runs once"] = {"site.yml": PLAY + "  roles: [a, b]\n", "roles/a/meta/main.yml": "dependencies: [r]\n", "roles/b/meta/main.yml": "dependencies: [r]\n", "roles/r/tasks/main.yml": "- set_fact: { n: '{{ (n | default(0) | int) + 1 }}' }\n", "roles/a/tasks/main.yml": "- debug: { msg: x }\n", "roles/b/tasks/main.yml": "- " + COPY % "{{ n }} times" + "\n"}
P["a role twice by include_role"] = {"site.yml": PLAY + "  tasks:\n    - include_role: { name: r }\n    - " + COPY % "between" + "\n    - include_role: { name: r }\n", "roles/r/tasks/main.yml": "- " + COPY % "r" + "\n"}
P["a role twice by import_role"] = {"site.yml": PLAY + "  tasks:\n    - import_role: { name: r }\n    - " + COPY % "between" + "\n    - import_role: { name: r }\n", "roles/r/tasks/main.yml": "- " + COPY % "r" + "\n"}
P["a role twice by include_role, no duplicates"] = {"site.yml": PLAY + "  tasks:\n    - include_role: { name: r, allow_duplicates: false }\n    - " + COPY % "between" + "\n    - include_role: { name: r, allow_duplicates: false }\n", "roles/r/tasks/main.yml": "- " + COPY % "r" + "\n"}
P["a role twice with other conditions"] = {"site.yml": PLAY + "  roles:\n    - r\n    - s\n    - { role: r, when: true }\n", "roles/r/tasks/main.yml": "- " + COPY % "r" + "\n", "roles/s/tasks/main.yml": "- " + COPY % "s" + "\n"}
P["a role twice, skipped at first"] = {"site.yml": PLAY + "  roles:\n    - { role: r, when: 'n is defined' }\n    - s\n    - { role: r, when: 'n is defined' }\n", "roles/r/tasks/main.yml": "- " + COPY % "r" + "\n", "roles/s/tasks/main.yml": "- " + COPY % "s" + "\n- set_fact: { n: 1 }\n"}
P["a role in two plays"] = {"site.yml": PLAY + "  roles: [r, s]\n" + PLAY + "  roles: [r]\n", "roles/r/tasks/main.yml": "- " + COPY % "r" + "\n", "roles/s/tasks/main.yml": "- " + COPY % "s" + "\n"}
P["import_role vars reach earlier tasks"] = {"site.yml": PLAY + "  tasks:\n    - " + COPY % "{{ answer | default(\"private\") }}" + "\n    - import_role: { name: s }\n", "roles/s/vars/main.yml": "answer: s vars\n", "roles/s/tasks/main.yml": "- debug: { msg: x }\n"}
P["import_role private"] = {"site.yml": PLAY + "  tasks:\n    - import_role: { name: s, public: false }\n    - " + COPY % "{{ answer | default(\"private\") }}" + "\n", "roles/s/vars/main.yml": "answer: s vars\n", "roles/s/tasks/main.yml": "- debug: { msg: x }\n"}
P["include_role private"] = {"site.yml": PLAY + "  tasks:\n    - include_role: { name: s }\n    - " + COPY % "{{ answer | default(\"private\") }}" + "\n", "roles/s/vars/main.yml": "answer: s vars\n", "roles/s/tasks/main.yml": "- debug: { msg: x }\n"}
P["with_sequence, short"] = tasks("- " + COPY % "{{ item }}" + "\n  with_sequence: 2-10/4:n%03d\n")
P["with_sequence, count"] = tasks("- " + COPY % "{{ item }}" + "\n  with_sequence: count=3 start=5 stride=2\n")
P["with_sequence, down"] = tasks("- " + COPY % "{{ item }}" + "\n  with_sequence: start=9 end=4 stride=-2 format=%x\n")
P["with_sequence, none"] = tasks(B + "- " + COPY % "{{ item }}" + "\n  with_sequence: count=0\n")
P["apply with a condition"] = tasks(B + "- include_tasks:\n    file: o.yml\n    apply: { when: false }\n", {"roles/r/tasks/o.yml": "- " + COPY % "o" + "\n"})
P["include_role and apply"] = {"site.yml": PLAY + "  tasks:\n    - include_role:\n        name: r\n        apply: { vars: { answer: applied } }\n"}
P["module_defaults of a block"] = {"site.yml": PLAY + "  module_defaults:\n    ansible.builtin.copy: { content: of the play }\n  tasks:\n    - block:\n        - copy: { dest: /etc/answer }\n      module_defaults:\n        copy: { content: of the block }\n"}
P["module_defaults do not win over arguments"] = {"site.yml": PLAY + "  module_defaults:\n    copy: { content: by default }\n  tasks:\n    - " + COPY % "own" + "\n"}
P["changed_when true notifies"] = tasks("- " + COPY % "task" + "\n- command: 'true'\n  changed_when: true\n  notify: h\n", {"roles/r/handlers/main.yml": "- name: h\n  " + COPY % "handler" + "\n"})
P["result of a skipped task"] = tasks("- command: 'true'\n  register: out\n  when: false\n- " + COPY % "{{ out is changed }} {{ out is failed }} {{ out is not skipped }}" + "\n")
P["type_debug"] = tasks("- " + COPY % "{{ [1, 1.5, true, none, [], {}] | map(\"type_debug\") | join(\" \") }}" + "\n")
P["extract from hostvars, variables of groups"] = {"inventory.ini": "[cache]\nh ansible_connection=local\n[db]\na\nb ip=10.0.0.2\n[db:vars]\nip=10.0.0.9\n", "host_vars/a.yml": "ip: 10.0.0.1\n", "roles/r/tasks/main.yml": "- " + COPY % "{{ groups[\"db\"] | map(\"extract\", hostvars, [\"ip\"]) | join(\",\") }} {{ hostvars[\"a\"].ip }}" + "\n"}
P["booleans as PyYAML reads them"] = {"group_vars/all.yml": "a: [y, n, yes, No, on, OFF, Y, yEs]\n", "roles/r/tasks/main.yml": "- " + COPY % "{{ a | join(\" \") }}" + "\n"}
P["merge keys in tasks"] = {"site.yml": PLAY + "  vars:\n    base: &base { dest: /etc/answer, content: base }\n  tasks:\n    - copy:\n        <<: *base\n        content: own\n"}

def combined(seed):
    rng = random.Random(f"precedence {seed}")
    chosen = rng.sample(PLACES, rng.randrange(2, 7))
    f = {}
    inv = "[cache]\nh ansible_connection=local" + (" answer=inv_host" if "inv_host" in chosen else "") + "\n[prod:children]\ncache\n"
    if "inv_group" in chosen: inv += "[cache:vars]\nanswer=inv_group\n"
    if "inv_all" in chosen: inv += "[all:vars]\nanswer=inv_all\n"
    f["inventory.ini"] = inv
    for place, path in (("defaults", "roles/r/defaults/main.yml"), ("gv_all", "group_vars/all.yml"), ("gv_parent", "group_vars/prod.yml"), ("gv_cache", "group_vars/cache.yml"), ("host_vars", "host_vars/h.yml"), ("role_vars", "roles/r/vars/main.yml")):
        if place in chosen: f[path] = f"answer: {place}\n"
    play = PLAY
    if "play" in chosen: play += "  vars: { answer: play }\n"
    if "vars_files" in chosen:
        play += "  vars_files: [extra.yml]\n"; f["extra.yml"] = "answer: vars_files\n"
    if "play_fact" in chosen: play += "  pre_tasks:\n    - set_fact: { answer: play_fact }\n"
    form = rng.choice(["roles", "import_role", "include_role"])
    if form == "roles":
        play += "  roles:\n    - { role: r, answer: param }\n" if "param" in chosen else "  roles: [r]\n"
    else:
        play += f"  tasks:\n    - {form}: {{ name: r }}\n" + ("      vars: { answer: param }\n" if "param" in chosen else "")
    f["site.yml"] = play
    lines = []
    steps = [p for p in ("include_vars", "set_fact") if p in chosen]
    rng.shuffle(steps)
    for step in steps:
        if step == "include_vars":
            lines.append("- include_vars: other.yml"); f["roles/r/vars/other.yml"] = "answer: include_vars\n"
        else: lines.append("- set_fact: { answer: set_fact }")
    task = "import_tasks: print.yml" if rng.random() < 0.5 else "include_tasks: print.yml"
    if "task" in chosen: task += "\n  vars: { answer: task }"
    if "block" in chosen:
        lines.append("- vars: { answer: block }\n  block:\n    - " + task.replace("\n", "\n    "))
    else: lines.append("- " + task)
    f["roles/r/tasks/main.yml"] = "\n".join(lines) + "\n"
    return f
for seed in range(60): P[f"precedence {seed}"] = combined(seed)
