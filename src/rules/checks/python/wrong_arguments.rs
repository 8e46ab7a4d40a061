//! `python/wrong-arguments`: a call of a function, method or class of this file with arguments that it does not take.

use super::code::{children, class_of, class_of_self, keyword_names, only_definition};
use crate::facts::Facts;
use crate::rules::matched::Hit;
use crate::syntax::{Node, SourceFile, ancestors, descendants};

pub(super) fn visit<'t>(facts: &Facts<'t>, call: Node<'t>, found: &mut dyn FnMut(Hit)) {
    let file = facts.file;
    let arguments = call.child_by_field_name("arguments").filter(|node| node.kind() == "argument_list");
    let (Some(callee), Some(arguments)) = (call.child_by_field_name("function"), arguments) else { return };
    let Some((function, bound)) = called(facts, callee) else { return };
    let is_spoilt = is_expected_to_fail(facts, call)
        || call.has_error()
        || function.has_error()
        || facts.is_spoilt(file.text_of(callee).rsplit('.').next().unwrap_or_default());
    if facts.bindings().are_open() || is_spoilt {
        return;
    }
    let problem = Signature::read(file, function, bound).and_then(|own| own.problem(file, arguments));
    if let Some(problem) = problem {
        let line = file.line_at(function.start_byte()).0.to_string();
        let hit = Hit::at(call.byte_range()).with("name", file.text_of(callee));
        found(hit.with("problem", problem).with("line", line));
    }
}

/// Whether the call is in a `try` that catches what wrong arguments raise: code that asks which form a function has.
fn is_expected_to_fail(facts: &Facts<'_>, call: Node<'_>) -> bool {
    let tries = ancestors(call).filter(|outer| outer.kind() == "try_statement");
    let in_body = tries.filter(|outer| {
        let body = outer.child_by_field_name("body");
        body.is_some_and(|body| body.byte_range().contains(&call.start_byte()))
    });
    let mut clauses = in_body.flat_map(|outer| outer.children()).filter(|child| child.kind() == "except_clause");
    clauses.any(|clause| {
        let head = facts.file.text_of(clause).split(':').next().unwrap_or_default().to_owned();
        head.contains("TypeError") || head.trim() == "except"
    })
}

/// The one function that a call can only mean, and whether its first parameter is given already.
fn called<'t>(facts: &Facts<'t>, callee: Node<'t>) -> Option<(Node<'t>, bool)> {
    let file = facts.file;
    if callee.kind() == "identifier" {
        let name = file.text_of(callee);
        let definition = only_definition(facts.bindings().resolve(name, callee)?, name)?;
        return match definition.kind() {
            "function_definition" => class_of(definition).is_none().then_some((definition, false)),
            _ => constructor(facts, definition).map(|function| (function, true)),
        };
    }
    let object = callee.child_by_field_name("object")?;
    let name = file.text_of(callee.child_by_field_name("attribute")?);
    if file.text_of(object) != "self" || name.starts_with("__") {
        return None;
    }
    let class = facts.bindings().of_node(class_of_self(callee)?)?;
    let definition = only_definition(class, name).filter(|node| node.kind() == "function_definition")?;
    let is_replaced = facts.sets_member(name) || facts.is_spelled(name);
    // What a subclass has to define may take what the subclass likes.
    let is_abstract = file.text_of(definition).contains("NotImplementedError");
    (!is_replaced && !is_abstract).then_some((definition, true))
}

/// The `__init__` that takes the arguments of a class.
fn constructor<'t>(facts: &Facts<'t>, class: Node<'t>) -> Option<Node<'t>> {
    let own = facts.bindings().of_node(class)?;
    let bases = class.child_by_field_name("superclasses").map(children).unwrap_or_default();
    let is_special = !own.get("__new__").is_empty()
        || bases.iter().any(|base| base.kind() != "identifier" && base.kind() != "attribute")
        || bases.iter().any(|base| facts.file.text_of(*base).to_lowercase().contains("meta"));
    if is_special {
        return None;
    }
    let init = only_definition(own, "__init__")?;
    (init.kind() == "function_definition").then_some(init)
}

#[derive(Default)]
struct Signature<'t> {
    /// Parameters that take arguments by their place, the required ones first.
    places: Vec<&'t str>,
    /// Those that have no default.
    required: Vec<&'t str>,
    /// All that may be given by name.
    names: Vec<&'t str>,
    any_places: bool,
    any_names: bool,
}

impl<'t> Signature<'t> {
    fn read(file: &'t SourceFile, function: Node<'t>, bound: bool) -> Option<Self> {
        let parameters = children(function.child_by_field_name("parameters")?);
        let mut own = Self::default();
        let mut by_name_alone = false;
        for parameter in parameters.iter().skip(usize::from(bound)) {
            let first = children(*parameter).first().copied();
            let kind = match parameter.kind() {
                "typed_parameter" => first.map_or("", |node| node.kind()),
                kind => kind,
            };
            match kind {
                "list_splat_pattern" => {
                    own.any_places = true;
                    by_name_alone = true;
                }
                "dictionary_splat_pattern" => own.any_names = true,
                "keyword_separator" => by_name_alone = true,
                "positional_separator" => own.names.clear(),
                "identifier" | "default_parameter" | "typed_default_parameter" => {
                    let name = parameter.child_by_field_name("name");
                    let node = name.or(first.filter(|_| parameter.kind() == "typed_parameter")).unwrap_or(*parameter);
                    let text = file.text_of(node);
                    own.names.push(text);
                    if !by_name_alone {
                        own.places.push(text);
                    }
                    if name.is_none() {
                        own.required.push(text);
                    }
                }
                _ => return None,
            }
        }
        // A method whose own first parameter is `*args` takes `self` there.
        (!bound || parameters.first().is_some_and(|first| first.kind() == "identifier")).then_some(own)
    }

    /// What is wrong with the arguments of a call.
    fn problem(&self, file: &SourceFile, arguments: Node<'_>) -> Option<String> {
        let arguments = children(arguments);
        let has_splat = descendants_are_splats(&arguments);
        let named = keyword_names(file, &arguments);
        if let Some(name) = named.iter().find(|name| !self.any_names && !self.names.contains(name)) {
            return Some(format!("it has no parameter `{name}`"));
        }
        if has_splat {
            return None;
        }
        let given = arguments.len() - named.len();
        if given > self.places.len() && !self.any_places {
            let most = self.places.len();
            return Some(format!("it takes at most {most} by their place and gets {given}"));
        }
        if let Some(name) = self.places.iter().take(given).find(|place| named.contains(place)) {
            return Some(format!("`{name}` is given twice, by its place and by its name"));
        }
        let missing = self
            .required
            .iter()
            .find(|name| !named.contains(name) && !self.places.iter().take(given).any(|place| place == *name))?;
        Some(format!("nothing is given for `{missing}`"))
    }
}

fn descendants_are_splats(arguments: &[Node<'_>]) -> bool {
    arguments.iter().any(|argument| {
        matches!(argument.kind(), "list_splat" | "dictionary_splat")
            || (argument.kind() == "parenthesized_expression"
                && descendants(*argument).any(|node| node.kind() == "list_splat"))
    })
}
