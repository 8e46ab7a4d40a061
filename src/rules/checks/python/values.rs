//! What a Python expression is made of, as far as the lines above it in the same function tell. A guess by the
//! text: the nearest assignment above counts, whatever branch it is in.

use std::sync::LazyLock;

use crate::syntax::{Node, SourceFile, ancestors, descendants};
use regex::Regex;

/// How far above its use an assignment is looked for, in bytes.
const REACH: usize = 6_000;
/// How many parts of one expression are looked at.
const STEPS: usize = 300;
/// How many names are followed to where they were assigned.
const HOPS: usize = 6;

/// A text that is put together at run time: its literal pieces, and what is put between them.
#[derive(Default)]
pub(super) struct Built<'t> {
    pub text: String,
    pub holes: Vec<Hole<'t>>,
}

/// What is put into a text, and at which byte of its literal pieces.
pub(super) struct Hole<'t> {
    pub at: usize,
    pub node: Node<'t>,
}

impl<'t> Built<'t> {
    /// Takes an expression apart: f-strings, `+`, `%`, `.format`, and names that were given such a text.
    pub(super) fn of(file: &'t SourceFile, node: Node<'t>) -> Self {
        let mut built = Self::default();
        let mut hops = 0;
        let mut open = vec![node];
        for _ in 0..STEPS {
            let Some(node) = open.pop() else { break };
            match node.kind() {
                "parenthesized_expression" => open.extend(node.named_child(0)),
                "keyword_argument" => open.extend(node.child_by_field_name("value")),
                "concatenated_string" => push_reversed(&mut open, node),
                "conditional_expression" => {
                    open.extend([node.named_child(2), node.named_child(0)].into_iter().flatten());
                }
                "string" => open_string(&mut open, file, node),
                "string_content" => built.text.push_str(file.text_of(node)),
                "interpolation" => open.extend(node.child_by_field_name("expression")),
                "binary_operator" if operator(file, node) == "+" => {
                    open.extend(["right", "left"].into_iter().filter_map(|side| node.child_by_field_name(side)));
                }
                "binary_operator" if operator(file, node) == "%" && built.add_percent(file, node) => {}
                "call" if built.add_format(file, node) => {}
                "identifier" if hops < HOPS => {
                    hops += 1;
                    match definition(file, node).filter(|value| is_text(value.kind())) {
                        Some(value) => {
                            open.push(value);
                            open.extend(extended(value)); // what `+=` adds to comes first
                        }
                        None => built.add_hole(node),
                    }
                }
                _ => built.add_hole(node),
            }
        }
        built
    }

    /// The literal text before what is put in.
    pub(super) fn before(&self, hole: &Hole<'_>) -> &str {
        &self.text[..hole.at]
    }

    /// The literal text after what is put in.
    pub(super) fn after(&self, hole: &Hole<'_>) -> &str {
        &self.text[hole.at..]
    }

    fn add_hole(&mut self, node: Node<'t>) {
        self.holes.push(Hole { at: self.text.len(), node });
    }

    /// `"..." % values`; `false` where it is no text.
    fn add_percent(&mut self, file: &'t SourceFile, node: Node<'t>) -> bool {
        static SPEC: LazyLock<Regex> = LazyLock::new(|| regex(r"%(?:\((\w+)\))?[-#0 +]*\d*(?:\.\d+)?([a-zA-Z%])"));
        let (Some(left), Some(right)) = (node.child_by_field_name("left"), node.child_by_field_name("right")) else {
            return false;
        };
        let Some(template) = literal(file, left) else { return false };
        let values = named_children(right, "tuple");
        let (mut from, mut index) = (0, 0);
        for spec in SPEC.captures_iter(&template) {
            let all = spec.get(0).expect("group 0 is the match").range();
            self.text.push_str(&template[from..all.start]);
            from = all.end;
            match &spec[2] {
                "%" => {}
                "d" | "i" | "f" | "x" => index += 1,
                _ => {
                    self.add_hole(values.get(index).copied().unwrap_or(right));
                    index += 1;
                }
            }
        }
        self.text.push_str(&template[from..]);
        true
    }

    /// `"...".format(values)`; `false` where it is something else.
    fn add_format(&mut self, file: &'t SourceFile, call: Node<'t>) -> bool {
        static FIELD: LazyLock<Regex> = LazyLock::new(|| regex(r"\{(\w*)[^{}]*\}"));
        let template = call.child_by_field_name("function").and_then(|function| {
            let name = function.child_by_field_name("attribute").map(|name| file.text_of(name));
            (name == Some("format")).then(|| function.child_by_field_name("object")).flatten()
        });
        let Some(template) = template.and_then(|template| literal(file, template)) else { return false };
        let Some(arguments) = call.child_by_field_name("arguments") else { return false };
        let values = named_children(arguments, "argument_list");
        let mut from = 0;
        for (index, field) in FIELD.captures_iter(&template).enumerate() {
            let all = field.get(0).expect("group 0 is the match").range();
            self.text.push_str(&template[from..all.start]);
            from = all.end;
            let name = &field[1];
            let keyword = values.iter().find_map(|value| {
                let own = value.child_by_field_name("name").map(|name| file.text_of(name));
                (own == Some(name)).then(|| value.child_by_field_name("value")).flatten()
            });
            let place = name.parse().unwrap_or(index);
            self.add_hole(keyword.or_else(|| values.get(place).copied()).unwrap_or(arguments));
        }
        self.text.push_str(&template[from..]);
        true
    }
}

/// The expression that a name was last given above its use, in the same function.
pub(super) fn definition<'t>(file: &'t SourceFile, name: Node<'t>) -> Option<Node<'t>> {
    let root = file.tree()?.root_node();
    let word = file.text_of(name);
    let function = file.scopes().function(&name.byte_range()).map_or(0, |function| function.start);
    let top = function.max(name.start_byte().saturating_sub(REACH));
    let top = (top..=name.start_byte()).find(|&byte| file.text.is_char_boundary(byte))?;
    let above = &file.text[top..name.start_byte()];
    let assigned = |&(at, _): &(usize, &str)| {
        let rest = above[at + word.len()..].trim_start_matches([' ', '+']);
        (rest.starts_with('=') && !rest.starts_with("==")) || rest.starts_with(':')
    };
    above.rmatch_indices(word).filter(assigned).take(HOPS).find_map(|(at, _)| {
        let start = top + at;
        let node = root.named_descendant_for_byte_range(start, start + word.len())?;
        let parent = node.parent()?;
        let left = parent.child_by_field_name("left").or_else(|| parent.child_by_field_name("name"));
        let given = matches!(parent.kind(), "assignment" | "augmented_assignment" | "named_expression")
            && left == Some(node)
            && node.byte_range() == (start..start + word.len())
            && parent.end_byte() <= name.start_byte();
        given.then(|| parent.child_by_field_name("right").or_else(|| parent.child_by_field_name("value"))).flatten()
    })
}

/// The name that `+=` adds this value to.
fn extended(value: Node<'_>) -> Option<Node<'_>> {
    value.parent().filter(|parent| parent.kind() == "augmented_assignment")?.child_by_field_name("left")
}

/// Whether an expression can hold nothing that a user wrote: a number, a literal, a constant by its name.
pub(super) fn is_fixed(file: &SourceFile, node: Node<'_>) -> bool {
    static CONSTANT: LazyLock<Regex> = LazyLock::new(|| {
        regex(r"^(?:[\w.]*\.)?_?[A-Z][A-Z0-9_]*$|^sys\.executable$|^(?:int|float|len|round|bool|hash|id)\(")
    });
    match node.kind() {
        "integer" | "float" | "true" | "false" | "none" => true,
        "string" => !descendants(node).any(|part| part.kind() == "interpolation"),
        _ => CONSTANT.is_match(file.text_of(node)),
    }
}

/// What of an expression comes from a request to a web application, if anything; `clean` are the texts that make
/// it harmless.
pub(super) fn from_request(file: &SourceFile, node: Node<'_>, clean: &Regex) -> Option<String> {
    static REQUEST: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"\brequest\.(?:args|form|values|data|json|cookies|headers|files|GET|POST|query_params|query_string|body|path_params|get_json|get_data|match_info|query|params|rel_url|matchdict)\b(?:\.get(?:list)?)?(?:\([^()]*\)|\[[^\[\]]*\])?|\bself\.get_(?:query_|body_)?arguments?\([^()]*\)",
        )
    });
    let mut open = vec![node];
    let mut seen = Vec::new();
    while let Some(node) = open.pop() {
        let text = file.text_of(node);
        if clean.is_match(text) {
            continue;
        }
        if let Some(found) = REQUEST.find(text) {
            return Some(short(found.as_str()));
        }
        for name in descendants(node).take(STEPS).filter(|name| name.kind() == "identifier" && is_value(*name)) {
            if is_route_parameter(file, name) {
                return Some(short(file.text_of(name)));
            }
            if seen.len() < HOPS && !seen.contains(&file.text_of(name)) {
                seen.push(file.text_of(name));
                open.extend(definition(file, name));
            }
        }
    }
    None
}

/// A text on one line and of a length that a message can hold.
pub(super) fn short(text: &str) -> String {
    const MOST: usize = 60;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= MOST { line } else { line.chars().take(MOST - 3).chain("...".chars()).collect() }
}

/// The text of the function around a node, as far as it is near.
pub(super) fn function_text<'t>(file: &'t SourceFile, node: Node<'_>) -> &'t str {
    let function = file.scopes().function(&node.byte_range()).unwrap_or(0..file.text.len());
    let start = function.start.max(node.start_byte().saturating_sub(REACH));
    let end = function.end.min(node.end_byte() + REACH);
    let start = (start..=node.start_byte()).find(|&byte| file.text.is_char_boundary(byte)).unwrap_or(start);
    let end = (node.end_byte()..=end).rev().find(|&byte| file.text.is_char_boundary(byte)).unwrap_or(end);
    &file.text[start..end]
}

/// A regular expression of the program itself.
pub(super) fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the patterns of the program are valid")
}

/// Whether a function with a route has a parameter of this name that takes any text.
fn is_route_parameter(file: &SourceFile, name: Node<'_>) -> bool {
    static ROUTE: LazyLock<Regex> =
        LazyLock::new(|| regex(r#"@\w+(?:\.\w+)*\.(?:route|get|post|put|patch|delete|websocket)\(\s*f?["']/"#));
    static SAFE: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"\b(?:int|float|bool|UUID|date|datetime|Depends|Session|Request|Response|BackgroundTasks|WebSocket|Enum)\b",
        )
    });
    let Some(function) = ancestors(name).find(|node| node.kind() == "function_definition") else { return false };
    let Some(decorated) = function.parent().filter(|node| node.kind() == "decorated_definition") else { return false };
    let Some(parameters) = function.child_by_field_name("parameters") else { return false };
    let route = &file.text[decorated.start_byte()..function.start_byte()];
    let own = |parameter: Node<'_>| {
        let text = file.text_of(parameter);
        let word = text.split([':', '=']).next().unwrap_or_default().trim();
        word == file.text_of(name) && !SAFE.is_match(text) && !route.contains(&format!("int:{word}>"))
    };
    ROUTE.is_match(route) && parameters.named_children().any(own)
}

/// Whether an identifier stands for a value: not an attribute, a keyword or what is called.
fn is_value(name: Node<'_>) -> bool {
    let Some(parent) = name.parent() else { return true };
    let field = |field: &str| parent.child_by_field_name(field) == Some(name);
    !match parent.kind() {
        "attribute" => field("attribute"),
        "keyword_argument" => field("name"),
        "call" => field("function"),
        _ => false,
    }
}

fn is_text(kind: &str) -> bool {
    matches!(
        kind,
        "string"
            | "concatenated_string"
            | "binary_operator"
            | "call"
            | "parenthesized_expression"
            | "conditional_expression"
    )
}

/// The literal text of a string without what is put into it; `None` for other expressions.
fn literal(file: &SourceFile, node: Node<'_>) -> Option<String> {
    let mut node = node;
    while node.kind() == "parenthesized_expression" {
        node = node.named_child(0)?;
    }
    let contents = || descendants(node).filter(|part| part.kind() == "string_content");
    matches!(node.kind(), "string" | "concatenated_string").then(|| contents().map(|part| file.text_of(part)).collect())
}

/// The named children of a node of this kind, else the node alone.
fn named_children<'t>(node: Node<'t>, kind: &str) -> Vec<Node<'t>> {
    if node.kind() == kind { node.named_children().collect() } else { vec![node] }
}

/// The pieces of a string, the last first; not what is put in as a whole number.
fn open_string<'t>(open: &mut Vec<Node<'t>>, file: &SourceFile, string: Node<'t>) {
    let wanted = |node: &Node<'_>| match node.kind() {
        "interpolation" => !file.text_of(*node).ends_with(":d}"),
        kind => kind == "string_content",
    };
    let parts: Vec<_> = string.named_children().filter(wanted).collect();
    open.extend(parts.into_iter().rev());
}

fn push_reversed<'t>(open: &mut Vec<Node<'t>>, node: Node<'t>) {
    let children: Vec<_> = node.named_children().collect();
    open.extend(children.into_iter().rev());
}

fn operator<'t>(file: &'t SourceFile, node: Node<'_>) -> &'t str {
    node.child_by_field_name("operator").map_or("", |operator| file.text_of(operator))
}
