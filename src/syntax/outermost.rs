//! Nodes that are not inside others of their sort, found in one walk: to climb from thousands of places to the nodes
//! around each would cost far more.

use std::ops::Range;

use super::{Node, SourceFile};

/// The byte ranges of the outermost nodes that are wanted, in the order of the text; none without a tree.
pub(crate) fn outermost(file: &SourceFile, wanted: impl Fn(Node<'_>) -> bool) -> Vec<Range<usize>> {
    let Some(tree) = file.tree() else { return Vec::new() };
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut next = 0;
    for node in tree.nodes() {
        if node.id() >= next && wanted(node) {
            found.push(node.byte_range());
            next = node.after();
        }
    }
    found
}

/// The range that holds a byte, of ranges in order that do not overlap.
pub(crate) fn holding(ranges: &[Range<usize>], byte: usize) -> Option<&Range<usize>> {
    let next = ranges.partition_point(|range| range.end <= byte);
    ranges.get(next).filter(|range| range.start <= byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_outermost_lists_are_found_and_bytes_in_them() {
        let text = "x = [1, [2]]\ny = 3\nz = [4]\n";
        let file = SourceFile::new("a.py", text);
        let lists = outermost(&file, |node| node.kind() == "list");
        assert_eq!(lists.iter().map(|range| &text[range.clone()]).collect::<Vec<_>>(), ["[1, [2]]", "[4]"]);
        assert_eq!(holding(&lists, 8), Some(&lists[0]));
        assert_eq!(holding(&lists, 14), None);
        assert_eq!(holding(&lists, lists[1].end), None);
    }
}
