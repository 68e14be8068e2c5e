#!/usr/bin/env python3
"""Records what PyYAML makes of plain scalars: __tests__/truth/pyyaml-scalars.json.

Usage: scripts/record-pyyaml.py > __tests__/truth/pyyaml-scalars.json (needs PyYAML).
"""
import json

import yaml

SCALARS = """
y n Y N yes Yes YES yEs no No NO nO on On ON off Off OFF true True TRUE tRue false False FALSE y1 Yes. ~ null
Null NULL nUll 0 1 -1 +1 11211 1_000 1__ _1 017 08 019 09.5 0o17 0777 00 0x1F -0x1f 0xe1 0x1e1 0b11 22:22 1:60
22:22:22 190:20:30.15 .5 -.5 +.5 1. 0. 1.0 1.0.0 . 1e3 1.5e3 1.5e+3 1.5E-3 1e+3 -1e-3 1e 1.e+3 +.5e-3 1.2e+03
12e03 685.230_15e+03 127.0.0.1 0.0.0.0 ::1 e1
""".split()

answers = [{"source": one, "value": yaml.safe_load(f"a: {one}")["a"]} for one in SCALARS]
print(json.dumps({"version": yaml.__version__, "scalars": answers}, indent=1))
