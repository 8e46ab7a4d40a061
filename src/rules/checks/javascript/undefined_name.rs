//! `javascript/undefined-name`: a name in a module that nothing binds, and that is not built in. TypeScript's compiler
//! asks that itself, so that only plain JavaScript is looked at.

use crate::facts::Facts;
use crate::rules::matched::Hit;
use crate::syntax::{Node, Role, SourceFile, ancestors};

pub(super) fn visit<'t>(facts: &Facts<'t>, node: Node<'t>, found: &mut dyn FnMut(Hit)) {
    let name = facts.file.text_of(node);
    if is_known(name) || !is_read(facts.file, node) || !is_unbound(facts, node) {
        return;
    }
    let file = facts.file;
    let is_plain = file.language.is_some_and(|language| language.name == "javascript");
    if is_plain && is_module(facts) && !says_otherwise(file, name) {
        found(Hit::at(node.byte_range()).with("name", name));
    }
}

/// Whether nothing around a name that is read binds it. A parameter is seen by the defaults of others.
fn is_unbound<'t>(facts: &Facts<'t>, node: Node<'t>) -> bool {
    let name = facts.file.text_of(node);
    if facts.bindings().are_open() || facts.is_spoilt(name) {
        return false;
    }
    let is_own_name = |outer: Node<'t>| {
        let own = matches!(outer.kind(), "function_expression" | "generator_function" | "class")
            .then(|| outer.child_by_field_name("name"));
        own.flatten().is_some_and(|own| facts.file.text_of(own) == name)
    };
    !facts.bindings().around(node).any(|scope| !scope.get(name).is_empty()) && !ancestors(node).any(is_own_name)
}

/// Whether a file imports or exports something: a plain script may use what another one on its page defines.
fn is_module(facts: &Facts<'_>) -> bool {
    let Some(tree) = facts.file.tree() else { return false };
    tree.root_node().named_children().any(|item| matches!(item.kind(), "import_statement" | "export_statement"))
}

/// Whether a comment or a test for the name says that it comes from elsewhere, or the file is of another dialect.
fn says_otherwise(file: &SourceFile, name: &str) -> bool {
    let is_declared = || {
        let comments = file.text.match_indices("/*").filter_map(|(at, _)| file.text[at..].split("*/").next());
        let mut declared = comments.filter(|text| {
            let text = text.trim_start_matches(['/', '*']).trim_start();
            text.starts_with("global") || text.starts_with("exported")
        });
        declared.any(|text| {
            text.split(|sign: char| !sign.is_alphanumeric() && sign != '_' && sign != '$').any(|word| word == name)
        })
    };
    ["@flow", "eslint-env", "no-undef"].iter().any(|word| file.text.contains(word))
        || file.text.contains(&format!("typeof {name}"))
        || is_declared()
}

/// Whether an identifier is read: not a part of an import, an export, a type or a tag of a page.
fn is_read(file: &SourceFile, node: Node<'_>) -> bool {
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
    // Names in capitals or with two underscores are put in by the program that packs the code.
    let is_put_in = name.starts_with("__") || !name.contains(char::is_lowercase);
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
    "$", "AggregateError", "Array", "ArrayBuffer", "Atomics", "Attr", "BigInt", "BigInt64Array", "BigUint64Array",
    "Blob", "Boolean", "Buffer", "Bun", "Cache", "Comment", "Crypto", "DataView", "Date", "Deno", "Document",
    "Element", "Error", "EvalError", "Event", "File", "FinalizationRegistry", "Float16Array", "Float32Array",
    "Float64Array", "Function", "Gamepad", "Geolocation", "Headers", "Highlight", "History", "Image", "Infinity",
    "Int16Array", "Int32Array", "Int8Array", "Intl", "Iterator", "JSON", "JSX", "Location", "Lock", "Map", "Math",
    "Memory", "MessageChannel", "NaN", "Navigator", "Node", "NodeFilter", "NodeJS", "Notification", "Number",
    "Object", "Observable", "Option", "Polymer", "Promise", "Proxy", "Range", "RangeError", "React", "ReactDOM",
    "ReferenceError", "Reflect", "RegExp", "Request", "Response", "Selection", "Set", "ShadowRoot",
    "SharedArrayBuffer", "Storage", "String", "SuppressedError", "Symbol", "SyntaxError", "Temporal", "Text", "Touch",
    "TypeError", "URIError", "URL", "Uint16Array", "Uint32Array", "Uint8Array", "Uint8ClampedArray", "Vue", "WeakMap",
    "WeakRef", "WeakSet", "WebAssembly", "Window", "Worker", "Worklet", "XMLHttpRequest", "addEventListener", "alert",
    "arguments", "assert", "atob", "await", "blur", "browser", "btoa", "caches", "cancelAnimationFrame",
    "cancelIdleCallback", "chrome", "clearImmediate", "clearInterval", "clearTimeout", "clients", "close", "closed",
    "confirm", "console", "context", "cookieStore", "createImageBitmap", "crossOriginIsolated", "crypto",
    "customElements", "debug", "decodeURI", "decodeURIComponent", "define", "devicePixelRatio", "dispatchEvent",
    "document", "encodeURI", "encodeURIComponent", "escape", "eval", "event", "exports", "external", "fetch", "find",
    "focus", "frames", "gc", "getComputedStyle", "getSelection", "global", "globalThis", "history", "importScripts",
    "indexedDB", "innerHeight", "innerWidth", "isFinite", "isNaN", "isSecureContext", "jQuery", "launchQueue",
    "length", "localStorage", "location", "log", "matchMedia", "module", "moveBy", "moveTo", "name", "navigation",
    "navigator", "onerror", "onmessage", "open", "opener", "origin", "outerHeight", "outerWidth", "pageXOffset",
    "pageYOffset", "parent", "parseFloat", "parseInt", "performance", "postMessage", "print", "process", "prompt",
    "queueMicrotask", "registerProcessor", "registration", "removeEventListener", "reportError",
    "requestAnimationFrame", "requestIdleCallback", "require", "resizeBy", "resizeTo", "scheduler", "screen",
    "screenX", "screenY", "scroll", "scrollBy", "scrollTo", "scrollX", "scrollY", "self", "serviceWorker",
    "sessionStorage", "setImmediate", "setInterval", "setTimeout", "skipWaiting", "speechSynthesis", "status", "stop",
    "structuredClone", "toString", "top", "trustedTypes", "undefined", "unescape", "uneval", "visualViewport",
    "window",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_names_are_sorted() {
        assert!(BUILT_IN.is_sorted());
    }
}
