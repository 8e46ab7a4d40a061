//! What code of each language is called outside of its file.

use super::*;
use crate::syntax::SourceFile;

/// The outermost of the last calls of a file.
fn last_call(file: &SourceFile) -> Node<'_> {
    let calls = file.tree().unwrap().nodes().filter(|node| node.is(Role::Call));
    calls.min_by_key(|call| (std::cmp::Reverse(call.end_byte()), call.start_byte())).unwrap()
}

/// The names of what the last call of a file calls.
fn called(path: &str, text: &str) -> Vec<String> {
    let file = SourceFile::new(path, text);
    let facts = Facts::new(&file);
    let call = facts.call(last_call(&file)).unwrap();
    facts.names(call.callee).iter().map(|name| name.path.clone()).collect()
}

#[test]
fn names_of_python_go_through_imports_and_aliases() {
    for (text, expected) in [
        ("import time\ntime.sleep(1)", "time.sleep"),
        ("import time as t\nt.sleep(1)", "time.sleep"),
        ("from time import sleep\nsleep(1)", "time.sleep"),
        ("from time import sleep as s\ns(1)", "time.sleep"),
        ("import os.path\nos.path.join(a)", "os.path.join"),
        ("import time\ns = time.sleep\ns(1)", "time.sleep"),
        ("import time\nclock = time\ndef f():\n    clock.sleep(1)", "time.sleep"),
        ("from . import jobs\njobs.run()", ".jobs.run"),
        ("def f():\n    from time import sleep\n    sleep(1)", "time.sleep"),
        ("def sleep(x): pass\nsleep(1)", "self.sleep"),
        ("def f(sleep):\n    sleep(1)", "?"),
        ("def f(time):\n    time.sleep(1)", "?.sleep"),
        ("open(x)", "open"),
        ("import builtins\nbuiltins.open(x)", "open"),
        ("time.sleep(1)", "time.sleep"),
        ("import requests\ns = requests.Session()\ns.get(x)", "requests.Session().get"),
        ("import requests\nwith requests.Session() as s:\n    s.get(x)", "requests.Session().get"),
        ("import requests\nrequests.Session().get(x)", "requests.Session().get"),
        ("from requests import Session\ndef f(s: Session):\n    s.get(x)", "requests.Session().get"),
        (
            "import requests\nclass A:\n    def __init__(self):\n        self.s = requests.Session()\n    def f(self):\n        self.s.get(x)",
            "requests.Session().get",
        ),
        ("s = None\ns = make()\ns = other()\ns.get(x)", "?.get"),
        ("[1, a].append(x)", "list().append"),
        ("(await a)[0].b(x)", "?.b"),
    ] {
        assert_eq!(called("a.py", text), [expected], "{text}");
    }
}

#[test]
fn several_imports_of_one_name_are_several_names() {
    let text = "try:\n    import simplejson as json\nexcept ImportError:\n    import json\njson.loads(x)\n";
    assert_eq!(called("a.py", text), ["simplejson.loads", "json.loads"]);
    assert_eq!(called("a.py", "from yaml import *\nload(x)\n"), ["yaml.load", "load"]);
}

#[test]
fn names_of_rust_go_through_imports_and_aliases() {
    for (text, expected) in [
        ("fn f() { std::fs::read(p); }", "std::fs::read"),
        ("use std::fs;\nfn f() { fs::read(p); }", "std::fs::read"),
        ("use std::fs::read;\nfn f() { read(p); }", "std::fs::read"),
        ("use std::fs::{self as files, File};\nfn f() { files::read(p); }", "std::fs::read"),
        ("use std::{fs::{read as r}};\nfn f() { r(p); }", "std::fs::read"),
        ("fn f() { use std::fs::read; read(p); }", "std::fs::read"),
        ("use std::fs;\nmod a { use super::*; fn f() { fs::read(p); } }", "std::fs::read"),
        ("use core::mem;\nfn f() { mem::swap(a, b); }", "std::mem::swap"),
        ("use std::fs::*;\nfn f() { read(p); }", "std::fs::read"),
        ("fn f() { Vec::<u8>::new(); }", "std::vec::Vec::new"),
        ("use std::fs;\nuse fs::read;\nfn f() { read(p); }", "std::fs::read"),
        ("fn read(p: u8) {}\nfn f() { read(p); }", "self::read"),
        ("use std::fs::File;\nfn f() { let x = File::open(p)?; x.sync_all(); }", "std::fs::File::open().sync_all"),
        ("fn f(read: fn()) { read(p); }", "?"),
        ("fn f() { ::std::fs::read(p); }", "std::fs::read"),
        ("use ::core::mem;\nfn f() { mem::swap(a, b); }", "std::mem::swap"),
        ("use std::fs as files;\nuse files::read;\nfn f() { read(p); }", "std::fs::read"),
        ("use std::fs;\nuse fs::*;\nfn f() { read(p); }", "std::fs::read"),
        ("use std::fs;\nmod a { use super::fs; fn f() { fs::read(p); } }", "std::fs::read"),
        ("use std::fs::*;\nmod a { use super::*; fn f() { read(p); } }", "std::fs::read"),
        ("type M = std::sync::Mutex<u8>;\nfn f() { M::new(0); }", "std::sync::Mutex::new"),
        ("use std::fs::read;\nstruct A;\nimpl A { fn read(&self) { read(p); } }", "std::fs::read"),
        ("fn f() { File::open(p); }\nfn g(File(x): File) {}", "std::fs::File::open"),
    ] {
        let text = if text.contains("File(x)") { format!("use std::fs::File;\n{text}") } else { text.to_owned() };
        assert_eq!(called("a.rs", &text), [expected], "{text}");
    }
}

#[test]
fn values_of_rust_are_named_by_what_made_them_or_by_their_types() {
    let imports = "use std::fs::File;\nuse std::sync::{Arc, Mutex as M};\nstruct A { m: Arc<M<u8>> }\n";
    for (text, expected) in [
        ("fn f() { let m = M::new(0); m.lock(); }", "std::sync::Mutex::new().lock"),
        ("fn f() { let m = Arc::new(M::new(0)); m.lock(); }", "std::sync::Mutex::new().lock"),
        ("fn f(m: &Arc<M<u8>>) { m.lock(); }", "std::sync::Mutex().lock"),
        ("fn f(m: &Arc<M<u8>>) { let n = Arc::clone(&m); n.lock(); }", "std::sync::Mutex().lock"),
        ("impl A { fn f(&self) { self.m.lock(); } }", "std::sync::Mutex().lock"),
        ("fn f(a: &A) { a.m.lock(); }", "std::sync::Mutex().lock"),
        ("static LOCK: std::sync::Mutex<u8> = x;\nfn f() { LOCK.lock(); }", "std::sync::Mutex().lock"),
        ("impl A { fn f(&self) { self.g(); } }", "self::A().g"),
        ("impl A { fn f() { Self::g(); } }", "self::A::g"),
        ("fn f(x: u8) { let x = File::open(x)?; x.sync_all(); let x = 1; }", "std::fs::File::open().sync_all"),
        ("fn f(x: File) { if let Some(x) = x.sync_all() {} }", "std::fs::File().sync_all"),
        ("fn f() { let x = File::open(p).unwrap(); x.sync_all(); }", "std::fs::File::open().sync_all"),
        ("fn open() -> Result<File, E> { x }\nfn f() { open()?.sync_all(); }", "std::fs::File().sync_all"),
        ("fn f(mut x: impl Read) { x.read(); }", "Read().read"),
        ("fn f((x, y): (File, File)) { x.sync_all(); }", "?.sync_all"),
    ] {
        assert_eq!(called("a.rs", &format!("{imports}{text}")), [expected], "{text}");
    }
}

#[test]
fn what_is_asked_for_may_have_a_star_and_an_unknown_root_may_be_an_end() {
    let is_named = |path: &str, text: &str, wanted: &[&str]| {
        let file = SourceFile::new(path, text);
        let facts = Facts::new(&file);
        facts.calls(last_call(&file), wanted)
    };
    assert!(is_named("a.py", "cursor.execute(q)", &["*.execute"]));
    assert!(is_named("a.py", "import os\nos.execv(q)", &["os.exec*"]));
    assert!(!is_named("a.py", "import os\nos.fork()", &["os.exec*"]));
    assert!(is_named("a.rs", "fn f() { fs::read(p); }", &["std::fs::read"]));
    assert!(!is_named("a.rs", "use tokio::fs;\nfn f() { fs::read(p); }", &["std::fs::read"]));
    assert!(!is_named("a.rs", "fn f() { read(p); }", &["std::fs::read"]));
}

#[test]
fn names_of_go_go_through_imports_types_and_what_calls_return() {
    for (text, expected) in [
        ("import \"net/http\"\nfunc f() { http.Get(x) }", "net/http.Get"),
        ("import web \"net/http\"\nfunc f() { web.Get(x) }", "net/http.Get"),
        ("import \"gopkg.in/yaml.v3\"\nfunc f() { yaml.Unmarshal(x) }", "gopkg.in/yaml.v3.Unmarshal"),
        ("import \"example.com/shop/v2\"\nfunc f() { shop.Open(x) }", "example.com/shop/v2.Open"),
        ("import \"net/http\"\nfunc f(c *http.Client) { c.Get(x) }", "net/http.Client().Get"),
        ("import \"net/http\"\nfunc f() { c := &http.Client{}; c.Get(x) }", "net/http.Client().Get"),
        ("import \"net/http\"\nfunc f() { c := new(http.Client); c.Get(x) }", "net/http.Client().Get"),
        ("import \"net/http\"\nfunc f() { var c http.Client; c = g(); c.Get(x) }", "net/http.Client().Get"),
        ("import \"net/http\"\nfunc f() { r, err := http.Get(x); r.Body.Close() }", "net/http.Get().Body.Close"),
        (
            "import \"net/http\"\nfunc f() { r, err := http.Get(x); if x { r, err = http.Get(y) }; r.A() }",
            "net/http.Get().A",
        ),
        ("import \"net/http\"\nfunc f() { r, err := http.Get(x); if x { r := y; g(r) }; r.A() }", "net/http.Get().A"),
        ("import \"os\"\nfunc f() { r, err := os.Open(x); r, err = os.Create(y); r.A() }", "?.A"),
        ("import \"sync\"\ntype A struct { mu sync.Mutex }\nfunc (a *A) f() { a.mu.Lock() }", "sync.Mutex().Lock"),
        ("import \"os\"\nfunc g() *os.File { return x }\nfunc f() { g().Close() }", "os.File().Close"),
        (
            "import \"os\"\ntype A struct{}\nfunc (a A) g() *os.File { return x }\nfunc (a *A) f() { a.g().Close() }",
            "os.File().Close",
        ),
        ("func f() { len(x) }", "len"),
        ("func f(err error, h func(http int)) { http.Get(x) }", "http.Get"),
    ] {
        assert_eq!(called("a.go", &format!("package a\n{text}")), [expected], "{text}");
    }
}

#[test]
fn names_of_java_go_through_imports_and_the_types_of_variables() {
    let class =
        |body: &str| format!("import java.util.*;\nimport java.util.concurrent.locks.Lock;\nclass A {{ {body} }}");
    for (body, expected) in [
        ("void f() { Thread.sleep(1); }", vec!["java.util.Thread.sleep", "Thread.sleep"]),
        ("void f(Lock x) { x.lock(); }", vec!["java.util.concurrent.locks.Lock().lock"]),
        ("Lock x; void f() { x.lock(); }", vec!["java.util.concurrent.locks.Lock().lock"]),
        ("Lock x; void f() { this.x.lock(); }", vec!["java.util.concurrent.locks.Lock().lock"]),
        ("void f() { x.lock(); } Lock x;", vec!["java.util.concurrent.locks.Lock().lock"]),
        ("Lock x; int x() { return 1; } void f() { x.lock(); }", vec!["java.util.concurrent.locks.Lock().lock"]),
        ("void f() { Lock x = null; x = g(); x.lock(); }", vec!["java.util.concurrent.locks.Lock().lock"]),
        ("void f() { for (Lock x : y) { x.lock(); } }", vec!["java.util.concurrent.locks.Lock().lock"]),
        ("void f() { for (var x : y) { x.lock(); } }", vec!["?.lock"]),
        ("void f() { try { } catch (java.io.IOException e) { e.lock(); } }", vec!["java.io.IOException().lock"]),
        ("void f() { try (Lock x = g()) { x.lock(); } }", vec!["java.util.concurrent.locks.Lock().lock"]),
        ("void f() { if (y instanceof Lock x) { x.lock(); } }", vec!["java.util.concurrent.locks.Lock().lock"]),
        ("void f() { ((Lock) x).lock(); }", vec!["java.util.concurrent.locks.Lock().lock"]),
        ("void f() { int x = 1; x.lock(); }", vec!["int().lock"]),
        ("void f() { var x = new Lock(); x.lock(); }", vec!["java.util.concurrent.locks.Lock().lock"]),
        ("Lock g() { return x; } void f() { g().lock(); }", vec!["java.util.concurrent.locks.Lock().lock"]),
        ("void f() { Map.Entry<K, V> x = g(); x.lock(); }", vec!["java.util.Map.Entry().lock", "Map.Entry().lock"]),
        ("void f(A x) { x.lock(); }", vec!["self.A().lock"]),
        ("void f() { lock(); } void lock() { }", vec!["self.lock"]),
        ("void f() { \"a\".lock(); }", vec!["String().lock"]),
    ] {
        let text = class(body);
        let file = SourceFile::new("A.java", text.as_str());
        let facts = Facts::new(&file);
        let call = file.tree().unwrap().nodes().find(|node| {
            node.is(Role::Call) && {
                let call = facts.call(*node).unwrap();
                ["lock", "sleep"].contains(&file.text_of(call.callee))
            }
        });
        let call = facts.call(call.unwrap()).unwrap();
        let names: Vec<_> = facts.names(call.callee).iter().map(|name| name.path.clone()).collect();
        for name in &expected {
            assert!(names.contains(&(*name).to_owned()), "{body}: {names:?}");
        }
    }
}

#[test]
fn a_method_of_java_is_found_by_the_object_that_it_is_called_on() {
    for (text, expected) in [
        ("class A { void g() { } void f() { g(); } }", 1),
        ("class A { void g() { } void f() { this.g(); } }", 1),
        ("class A { void g() { } void f(A a) { a.g(); } }", 1),
        ("class A { void g() { } void f(B b) { b.g(); } }", 0),
        ("class A { void g() { } void g(int x) { } void f() { g(); } }", 2),
        ("class A { int g; void f() { g(); } }", 0),
    ] {
        let file = SourceFile::new("A.java", text);
        let facts = Facts::new(&file);
        let call = facts.call(last_call(&file)).unwrap();
        assert_eq!(facts.definitions(call.callee).len(), expected, "{text}");
    }
}
