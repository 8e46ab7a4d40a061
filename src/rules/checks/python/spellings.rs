//! The rules of Python that are about names find them in every ordinary spelling, and only them.

use crate::diff::LineSet;
use crate::finding::Side;
use crate::rules::{Engine, RuleSet};
use crate::syntax::SourceFile;

/// How often a rule finds something in a text.
fn count(rule: &str, text: &str) -> usize {
    let set = RuleSet::builtin();
    let file = SourceFile::new("shop/a.py", text);
    let (found, complete) = Engine::new(&set).check(&file, Side::New, &LineSet::all());
    assert!(complete, "{text}");
    found.iter().filter(|found| set.rules()[found.rule].is_called(rule)).count()
}

#[test]
fn names_are_found_through_imports_and_aliases_and_namesakes_are_not() {
    for (rule, text, expected) in [
        ("match-unchecked", "import re\nre.match(a, b).group()\n", 1),
        ("match-unchecked", "import re as r\nr.search(a, b).group()\n", 1),
        ("match-unchecked", "from re import fullmatch\nfullmatch(a, b).group()\n", 1),
        ("match-unchecked", "import re\ndef f(re):\n    return re.match(a).group()\n", 0),
        ("get-unchecked", "import os\nos.environ.get('A').lower()\n", 1),
        ("get-unchecked", "from os import environ\nenviron.get('A').lower()\n", 1),
        ("get-unchecked", "from os import getenv\ngetenv('A').lower()\n", 1),
        ("get-unchecked", "def getenv(name):\n    return name\ngetenv('A').lower()\n", 0),
        ("logging-arity", "import logging\nlogging.info('%s %s', a)\n", 1),
        ("logging-arity", "import logging as l\nl.info('%s %s', a)\n", 1),
        ("logging-arity", "from logging import log, INFO\nlog(INFO, '%s %s', a)\n", 1),
        ("logging-arity", "import logging\naudit = logging.getLogger('audit')\naudit.info('%s %s', a)\n", 1),
        ("logging-arity", "import structlog\nlog = structlog.get_logger()\nlog.info('%s %s', a)\n", 0),
        ("missing-await", "import asyncio\nasync def f():\n    asyncio.sleep(1)\n", 1),
        ("missing-await", "from asyncio import sleep as pause\nasync def f():\n    pause(1)\n", 1),
        ("missing-await", "from time import sleep\nasync def f():\n    sleep(1)\n", 0),
        (
            "missing-await",
            "class A:\n    async def g(self): pass\n    def f(self):\n        self.g()\nclass B:\n    def g(self): pass\n",
            1,
        ),
        ("mutable-default", "from collections import deque as d\ndef f(x=d()):\n    x.append(1)\n", 1),
        ("mutable-default", "import collections\ndef f(x=collections.defaultdict(int)):\n    x[1] += 1\n", 1),
        ("mutable-default", "def list(): return ()\ndef f(x=list()):\n    return x\n", 0),
        ("shared-inner-list", "import collections as c\ndef f():\n    return [c.deque()] * 3\n", 1),
        ("shared-inner-list", "from collections import OrderedDict as O\ndef f(k):\n    return O.fromkeys(k, [])\n", 1),
        ("none-result", "def f():\n    x = list(a)\n    x = x.append(1)\n", 1),
        ("none-result", "def f():\n    x = {}\n    x = {1}\n    return x.add(1)\n", 0),
        (
            "yield-without-finally",
            "from contextlib import contextmanager as cm\n@cm\ndef f():\n    a = open()\n    yield a\n    a.close()\n",
            1,
        ),
        ("dropped-result", "import os as o\no.replace('a', 'b')\n", 0),
        ("dropped-result", "from os import replace\nreplace('a', 'b')\na.replace('a', 'b')\n", 1),
        ("dropped-result", "def sorted(x): pass\nsorted(a)\n", 0),
        ("swallowed-exception", "try:\n    a()\nexcept Exception:\n    pass\n", 1),
        ("swallowed-exception", "from b import Exception\ntry:\n    a()\nexcept Exception:\n    pass\n", 0),
    ] {
        assert_eq!(count(&format!("python/{rule}"), text), expected, "{rule}: {text}");
    }
}

#[test]
fn an_undefined_name_is_told_once_for_a_file() {
    let text = "def f(x, y=z, *a, **k):\n    return z + x + y\nprint(z, [b for b in []])\n";
    assert_eq!(count("python/undefined-name", text), 1);
}
