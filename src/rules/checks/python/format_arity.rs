//! `python/format-arity`: a format string and values that do not fit it, for `%` and for `.format`.

use super::code::{children, keyword_names, plain_text, prefix};
use super::format::{Fields, Percent};
use crate::rules::matched::Match;
use crate::syntax::{Node, SourceFile};

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let (Some(format), Some(values)) = (found.node("format"), found.node("values")) else { return false };
    let Some(text) = literal(found.file, format) else { return false };
    let problem = match values.kind() {
        "argument_list" => format_problem(found.file, &text, values),
        _ => percent_problem(found.file, &text, values),
    };
    if let Some(problem) = &problem {
        found.set("problem", problem.clone());
    }
    problem.is_some()
}

/// The text of a literal, or of several in a row; `None` where a part of it is worked out.
pub(super) fn literal(file: &SourceFile, node: Node<'_>) -> Option<String> {
    let parts = if node.kind() == "concatenated_string" { children(node) } else { vec![node] };
    let mut whole = String::new();
    for part in parts {
        if prefix(file, part).contains('f') {
            return None;
        }
        whole.push_str(plain_text(file, part)?);
    }
    (!whole.contains("\\N{")).then_some(whole)
}

fn percent_problem(file: &SourceFile, text: &str, values: Node<'_>) -> Option<String> {
    let format = Percent::read(text)?;
    match values.kind() {
        "tuple" => {
            let values = children(values);
            if values.iter().any(|value| value.kind() == "list_splat") {
                return None;
            }
            if !format.names.is_empty() {
                return Some(format!("`%({})` wants a dict and gets a tuple", format.names[0]));
            }
            (values.len() != format.count).then(|| counts(format.count, values.len()))
        }
        "dictionary" => {
            let pairs = children(values);
            let keys: Vec<_> = pairs
                .iter()
                .map(|pair| pair.child_by_field_name("key").and_then(|key| plain_text(file, key)))
                .collect::<Option<_>>()?;
            let missing = format.names.iter().find(|name| !keys.contains(&name.as_str()))?;
            Some(format!("nothing is given for `%({missing})`"))
        }
        "string" | "concatenated_string" | "integer" | "float" if format.names.is_empty() => {
            (format.count != 1).then(|| counts(format.count, 1))
        }
        _ => None,
    }
}

fn counts(wanted: usize, given: usize) -> String {
    let (s, verb) = if wanted == 1 { ("", "takes") } else { ("s", "takes") };
    format!("it {verb} {wanted} value{s} and gets {given}")
}

fn format_problem(file: &SourceFile, text: &str, arguments: Node<'_>) -> Option<String> {
    let fields = Fields::read(text)?;
    let arguments = children(arguments);
    if arguments.iter().any(|argument| matches!(argument.kind(), "list_splat" | "dictionary_splat")) {
        return None;
    }
    let named = keyword_names(file, &arguments);
    let given = arguments.len() - named.len();
    if let Some(name) = fields.names.iter().find(|name| !named.contains(&name.as_str())) {
        return Some(format!("nothing is given for `{name}`"));
    }
    (given != fields.count).then(|| counts(fields.count, given))
}
