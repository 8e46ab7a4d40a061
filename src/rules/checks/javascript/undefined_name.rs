//! `javascript/undefined-name` and `javascript/implicit-global`: a name in a module that nothing binds, and that is not
//! built in, is read or given a value. TypeScript's compiler asks that itself, so that only plain JavaScript is looked at.

use std::collections::HashSet;

use crate::facts::Facts;
use crate::rules::matched::Hit;
use crate::syntax::{Node, Role, SourceFile, ancestors};

/// Longer files are seldom written by hand.
const LONGEST: usize = 512 * 1024;
/// A file with more unknown names relies on global variables that other files define: of modules of Node.js, which may
/// share them, and of others.
const MOST: [usize; 2] = [1, 5];

/// The names that a file reads and nothing binds, each at its first place on the lines that are looked at.
pub(super) fn visit<'t>(facts: &Facts<'t>, program: Node<'t>, found: &mut dyn FnMut(Hit)) {
    report(facts, program, found, false);
}

/// The names that a file gives a value to without a declaration.
pub(super) fn visit_assigned<'t>(facts: &Facts<'t>, program: Node<'t>, found: &mut dyn FnMut(Hit)) {
    report(facts, program, found, true);
}

fn report<'t>(facts: &Facts<'t>, program: Node<'t>, found: &mut dyn FnMut(Hit), is_assigned: bool) {
    for node in unbound(facts, program) {
        let name = facts.file.text_of(node);
        if facts.bindings().is_loose(name) != is_assigned || facts.file.text.contains(&format!("typeof {name}")) {
            continue;
        }
        if !is_assigned || is_target(node) {
            found(Hit::at(node.byte_range()).with("name", name));
        }
    }
}

/// Where a module uses names that nothing binds; none where it has many.
fn unbound<'t>(facts: &Facts<'t>, program: Node<'t>) -> Vec<Node<'t>> {
    let file = facts.file;
    let is_plain = file.language.is_some_and(|language| language.name == "javascript");
    if !is_plain || file.text.len() > LONGEST || facts.bindings().are_open() || says_otherwise(file) {
        return Vec::new();
    }
    let Some(most) = most_unknown(facts, program) else { return Vec::new() };
    let mut nodes = Vec::new();
    let mut names = HashSet::new();
    for node in program.tree().nodes().filter(|node| node.is(Role::Identifier)) {
        let name = file.text_of(node);
        if !is_known(name) && is_used(file, node) && is_unbound(facts, node) {
            nodes.push(node);
            names.insert(name);
            if names.len() > most {
                return Vec::new();
            }
        }
    }
    nodes
}

/// Whether an identifier is the target of an assignment or a loop.
fn is_target(node: Node<'_>) -> bool {
    node.parent().is_some_and(|parent| {
        (parent.is(Role::Assignment) || parent.is(Role::Loop)) && parent.child_by_field_name("left") == Some(node)
    })
}

/// Whether nothing around a name that is read binds it. A parameter is seen by the defaults of others.
fn is_unbound<'t>(facts: &Facts<'t>, node: Node<'t>) -> bool {
    let name = facts.file.text_of(node);
    if facts.is_spoilt(name) {
        return false;
    }
    let is_own_name = |outer: Node<'t>| {
        let own = matches!(outer.kind(), "function_expression" | "generator_function" | "class")
            .then(|| outer.child_by_field_name("name"));
        own.flatten().is_some_and(|own| facts.file.text_of(own) == name)
    };
    !facts.bindings().around(node).any(|scope| !scope.get(name).is_empty()) && !ancestors(node).any(is_own_name)
}

/// How many unknown names a file may have, if it is a module: a plain script may use what another one on its page
/// defines.
fn most_unknown(facts: &Facts<'_>, program: Node<'_>) -> Option<usize> {
    let is_import = |item: Node<'_>| matches!(item.kind(), "import_statement" | "export_statement");
    if program.named_children().any(is_import) {
        return Some(MOST[1]);
    }
    program.named_children().any(|item| is_of_node(facts, item)).then_some(MOST[0])
}

/// Whether a statement at the outermost level requires a module, or exports something as modules of Node.js do.
fn is_of_node(facts: &Facts<'_>, item: Node<'_>) -> bool {
    let text = facts.file.text_of(item);
    match item.kind() {
        "expression_statement" => text.starts_with("module.exports") || text.starts_with("exports."),
        "lexical_declaration" | "variable_declaration" => text.contains("= require("),
        _ => false,
    }
}

/// Whether a comment says that more names are known, or that other tools look at them.
fn says_otherwise(file: &SourceFile) -> bool {
    const WORDS: [&str; 7] = ["@flow", "eslint-env", "no-undef", "jshint", "/*global", "/* global", "/* exported"];
    WORDS.iter().any(|word| file.text.contains(word))
}

/// Whether an identifier is used: not a part of an import, an export, a type or a tag of a page.
fn is_used(file: &SourceFile, node: Node<'_>) -> bool {
    let Some(parent) = node.parent() else { return false };
    if !matches!(node.kind(), "identifier" | "shorthand_property_identifier") {
        return false;
    }
    match parent.kind() {
        "import_specifier"
        | "import_clause"
        | "namespace_import"
        | "namespace_export"
        | "meta_property"
        | "jsx_namespace_name"
        | "jsx_attribute"
        | "nested_identifier"
        | "type_query"
        | "index_signature"
        | "function_expression"
        | "generator_function"
        | "required_parameter"
        | "optional_parameter" => false,
        "export_specifier" => {
            let statement = ancestors(node).find(|outer| outer.kind() == "export_statement");
            parent.child_by_field_name("alias") != Some(node)
                && statement.is_some_and(|statement| statement.child_by_field_name("source").is_none())
        }
        "jsx_opening_element" | "jsx_self_closing_element" | "jsx_closing_element" => {
            file.text_of(node).starts_with(char::is_uppercase)
        }
        "unary_expression" => !file.text_of(parent).starts_with("typeof"),
        _ => !ancestors(node).any(|outer| outer.is(Role::Import) || outer.kind().ends_with("_type")),
    }
}

fn is_known(name: &str) -> bool {
    // Names in capitals, with a dollar sign or with two underscores are put in by the program that packs the code.
    let is_put_in = name.starts_with("__") || name.starts_with('$') || !name.contains(char::is_lowercase);
    let is_of_page =
        PAGE.iter().any(|start| name.strip_prefix(start).is_some_and(|rest| rest.starts_with(char::is_uppercase)));
    is_put_in || is_of_page || BUILT_IN.binary_search(&name).is_ok()
}

/// What the names of the interfaces of pages begin with.
#[rustfmt::skip]
const PAGE: &[&str] = &[
    "Abort", "Animation", "Audio", "Background", "Battery", "Beforeinstallprompt", "Bluetooth", "Broadcast", "Byte", "CSS",
    "Cache", "Canvas", "Character", "Client", "Clipboard", "Composition", "Compression", "Cookie", "Credential", "Crypto",
    "Custom", "DOM", "Data", "Decompression", "Device", "Document", "Drag", "Element", "Encoded", "Error", "Event",
    "Extendable", "External", "File", "Focus", "Font", "Form", "GPU", "Gamepad", "Geolocation", "HTML", "Hash", "Headers",
    "IDB", "Idle", "Image", "Input", "Intersection", "Keyboard", "Media", "Message", "Mouse", "Mutation", "Named",
    "Navigation", "Navigator", "Network", "Node", "Notification", "Offscreen", "Page", "Payment", "Performance",
    "Permission", "Picture", "Pointer", "Pop", "Presentation", "Progress", "Promise", "Public", "Push", "RTC", "Radio",
    "Readable", "Report", "Reporting", "Resize", "SVG", "Screen", "Security", "Service", "Shadow", "Shared", "Source",
    "Speech", "Static", "Storage", "Style", "Submit", "Task", "Text", "Time", "Toggle", "Touch", "Transform", "Transition",
    "Tree", "Trusted", "UI", "URL", "USB", "User", "VTT", "Validity", "Video", "View", "Visual", "Wake", "Web", "Wheel",
    "Window", "Worker", "Writable", "XML", "XPath", "XR", "XSLT",
];

/// The names of the language, of pages, of Node.js and its like, and of the usual libraries that are there without an
/// import.
#[rustfmt::skip]
const BUILT_IN: &[&str] = &[
    "ActiveXObject", "AggregateError", "App", "Array", "ArrayBuffer", "Atomics", "Attr", "BABYLON", "Backbone",
    "BigInt", "BigInt64Array", "BigUint64Array", "Blob", "Boolean", "Buffer", "Bun", "Cache", "Comment", "Component",
    "Crypto", "Cypress", "DataView", "Date", "Deno", "Document", "Element", "Error", "EvalError", "Event", "Ext",
    "FB", "File", "FinalizationRegistry", "Float16Array", "Float32Array", "Float64Array", "Function", "Gamepad",
    "Geolocation", "Headers", "Highlight", "History", "Image", "Infinity", "Int16Array", "Int32Array", "Int8Array",
    "Intl", "Iterator", "JSON", "JSX", "Location", "Lock", "Map", "Math", "MathJax", "Memory", "MessageChannel",
    "Meteor", "NaN", "Navigator", "Node", "NodeFilter", "NodeJS", "Notification", "Number", "Object", "Observable",
    "Option", "Page", "Polymer", "Prism", "Promise", "Proxy", "Range", "RangeError", "React", "ReactDOM",
    "ReferenceError", "Reflect", "RegExp", "Request", "Response", "Selection", "Set", "ShadowRoot",
    "SharedArrayBuffer", "Storage", "String", "Stripe", "SuppressedError", "Symbol", "SyntaxError", "THREE",
    "Temporal", "Text", "Touch", "TypeError", "URIError", "URL", "Uint16Array", "Uint32Array", "Uint8Array",
    "Uint8ClampedArray", "Vue", "WScript", "WeakMap", "WeakRef", "WeakSet", "WebAssembly", "Window", "Worker",
    "Worklet", "XMLHttpRequest", "addEventListener", "after", "afterAll", "afterEach", "alert", "angular",
    "arguments", "assert", "atob", "await", "before", "beforeAll", "beforeEach", "blur", "browser", "btoa", "caches",
    "cancelAnimationFrame", "cancelIdleCallback", "casper", "chai", "chrome", "clearImmediate", "clearInterval",
    "clearTimeout", "clients", "close", "closed", "confirm", "console", "context", "cookieStore", "createImageBitmap",
    "crossOriginIsolated", "crypto", "customElements", "cy", "d3", "debug", "decodeURI", "decodeURIComponent",
    "define", "describe", "devicePixelRatio", "dispatchEvent", "document", "electron", "encodeURI",
    "encodeURIComponent", "escape", "eval", "event", "expect", "exports", "external", "fetch", "find", "focus",
    "frames", "ga", "gc", "getApp", "getComputedStyle", "getCurrentPages", "getSelection", "global", "globalThis",
    "google", "grecaptcha", "gtag", "history", "hljs", "importScripts", "indexedDB", "inject", "innerHeight",
    "innerWidth", "io", "isFinite", "isNaN", "isSecureContext", "it", "jQuery", "jasmine", "jest", "launchQueue",
    "length", "localStorage", "location", "log", "matchMedia", "module", "moment", "moveBy", "moveTo", "name",
    "navigation", "navigator", "nw", "onerror", "onmessage", "open", "opener", "origin", "outerHeight", "outerWidth",
    "p5", "pageXOffset", "pageYOffset", "parent", "parseFloat", "parseInt", "paypal", "performance", "phantom",
    "postMessage", "print", "process", "prompt", "protractor", "queueMicrotask", "registerProcessor", "registration",
    "removeEventListener", "reportError", "requestAnimationFrame", "requestIdleCallback", "require", "resizeBy",
    "resizeTo", "scheduler", "screen", "screenX", "screenY", "scroll", "scrollBy", "scrollTo", "scrollX", "scrollY",
    "self", "serviceWorker", "sessionStorage", "setImmediate", "setInterval", "setTimeout", "should", "sinon",
    "skipWaiting", "speechSynthesis", "spyOn", "status", "stop", "structuredClone", "suite", "test", "tf", "toString",
    "top", "trustedTypes", "undefined", "unescape", "uneval", "uni", "vi", "visualViewport", "window", "wx",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_names_are_sorted() {
        assert!(BUILT_IN.is_sorted());
    }
}
