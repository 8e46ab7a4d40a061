//! `javascript/unbound-method`: a method that uses `this` is handed over without its object.

use crate::facts::{By, Facts, ScopeKind};
use crate::rules::matched::Hit;
use crate::syntax::{Node, Role, descendants};

/// Functions that call what they are given later, without an object of their own.
const CALLING: [&str; 6] =
    ["setTimeout", "setInterval", "setImmediate", "requestAnimationFrame", "queueMicrotask", "process.nextTick"];
/// Methods that do.
const METHODS: [&str; 13] = [
    "addEventListener",
    "addListener",
    "catch",
    "every",
    "filter",
    "finally",
    "forEach",
    "map",
    "on",
    "once",
    "some",
    "subscribe",
    "then",
];
/// What binds methods in ways that the code does not show where it hands them over.
const BINDING: [&str; 6] = ["autobind", "autoBind", "AutoBind", "bindAll", "].bind(this)", ".action.bound"];

pub(super) fn visit<'t>(facts: &Facts<'t>, member: Node<'t>, found: &mut dyn FnMut(Hit)) {
    let file = facts.file;
    let object = member.child_by_field_name("object").filter(|object| object.kind() == "this");
    let (Some(_), Some(name)) = (object, member.child_by_field_name("property")) else { return };
    let Some(receiver) = receiver(facts, member) else { return };
    let Some(class) = facts.bindings().around(member).find(|scope| scope.kind == ScopeKind::Class) else { return };
    let word = file.text_of(name);
    let [binding] = class.get(word) else { return };
    let is_replaced = !class.attribute(word).is_empty() || BINDING.iter().any(|text| file.text.contains(text));
    if is_replaced || binding.by != By::Function {
        return;
    }
    let Some(method) = binding.name.parent() else { return };
    let is_plain = method.kind() == "method_definition"
        && method.child(0).is_some_and(|first| first == binding.name || first.kind() == "async")
        && !method.prev_named_sibling().is_some_and(|before| before.is(Role::Annotation));
    let uses_object = || descendants(method).any(|node| node.kind() == "this");
    if is_plain && !method.has_error() && uses_object() {
        found(Hit::at(member.byte_range()).with("method", file.text_of(member)).with("receiver", receiver));
    }
}

/// What a function is handed over to, if that calls it without an object.
fn receiver<'t>(facts: &Facts<'t>, function: Node<'t>) -> Option<&'t str> {
    let file = facts.file;
    let outer = function.parent()?;
    if outer.kind() == "jsx_expression" {
        let attribute = outer.parent().filter(|parent| parent.kind() == "jsx_attribute")?;
        let name = file.text_of(attribute.named_child(0)?);
        let is_event = name.strip_prefix("on").is_some_and(|rest| rest.starts_with(char::is_uppercase));
        return is_event.then_some(name);
    }
    if outer.kind() != "arguments" {
        return None;
    }
    let call = outer.parent().filter(|call| call.kind() == "call_expression")?;
    let callee = call.child_by_field_name("function")?;
    let text = file.text_of(callee);
    if CALLING.contains(&text) {
        return (outer.named_child(0) == Some(function)).then_some(text);
    }
    let (object, method) = facts.member(callee)?;
    // An emitter calls its listeners as its own methods; what comes after the function may be its object.
    let is_last = outer.named_children().last() == Some(function);
    let calls = METHODS.contains(&file.text_of(method)) && object.kind() != "this" && object.kind() != "super";
    (calls && is_last).then(|| file.text_of(method))
}
