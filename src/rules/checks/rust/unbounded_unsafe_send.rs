//! `rust/unbounded-unsafe-send`: a type parameter of the `impl` has no bound at all, and the type holds more
//! of it than a marker.

use crate::rules::matched::Match;
use crate::syntax::{Node, SourceFile, ancestors, descendants};
use crate::text::has_word;

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let Some(item) = found.node("report") else { return false };
    let file = found.file;
    let Some(parameter) = unbounded(file, item) else { return false };
    let Some(held) = found.node("_type").map(|node| file.text_of(node)) else { return false };
    if only_marks(file, item, held) {
        return false;
    }
    if let Some(name) = found.node("trait") {
        found.report = name.byte_range();
    }
    found.set("parameter", parameter);
    true
}

/// The first type parameter without a bound, in the list and in the `where` clause.
fn unbounded(file: &SourceFile, item: Node<'_>) -> Option<String> {
    let parameters = item.child_by_field_name("type_parameters")?;
    let clause = descendants(item).find(|node| node.kind() == "where_clause").map_or("", |node| file.text_of(node));
    let free = parameters.named_children().find(|node| {
        node.kind() == "type_parameter"
            && node
                .child_by_field_name("bounds")
                .is_none_or(|bounds| file.text_of(bounds).trim_start_matches(':').trim() == "?Sized")
            && node.child_by_field_name("name").is_some_and(|name| !has_word(clause, file.text_of(name)))
    })?;
    free.child_by_field_name("name").map(|name| file.text_of(name).to_owned())
}

/// Whether the file declares the type, and every parameter is used only as `PhantomData` or in a function's type.
fn only_marks(file: &SourceFile, item: Node<'_>, name: &str) -> bool {
    let Some(root) = file.tree().map(|tree| tree.root_node()) else { return false };
    let declared = descendants(root).find(|node| {
        node.kind() == "struct_item" && node.child_by_field_name("name").is_some_and(|own| file.text_of(own) == name)
    });
    let (Some(declared), Some(free)) = (declared, unbounded(file, item)) else { return false };
    let Some(body) = declared.child_by_field_name("body") else { return true };
    let mut uses = descendants(body).filter(|node| node.kind() == "type_identifier" && file.text_of(*node) == free);
    uses.all(|node| {
        ancestors(node)
            .take_while(|node| node.id() != body.id())
            .any(|node| node.kind() == "function_type" || file.text_of(node).starts_with("PhantomData"))
    })
}
