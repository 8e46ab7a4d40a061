//! Which lines of a file hold code that can be wrong: no blank lines, comments, docstrings, imports, lone
//! brackets or tests.

use crate::finding::Line;
use crate::syntax::{Role, Scope, SourceFile, ancestors};
use crate::text::is_word_character;

/// The roles of nodes whose lines do nothing, or nothing but name things.
const IDLE: [Role; 3] = [Role::Comment, Role::Import, Role::Annotation];

/// Whether the line holds code that can be wrong.
pub(super) fn can_be_wrong(file: &SourceFile, line: Line) -> bool {
    let text = file.line(line);
    let indent = text.len() - text.trim_start().len();
    if !text.contains(is_word_character) {
        return false;
    }
    let Some(language) = file.language else { return false };
    if text.trim_start().starts_with(language.comment) {
        return false;
    }
    let start = file.line_range(line).start + indent;
    let Some(node) = file.tree().and_then(|tree| tree.root_node().descendant_for_byte_range(start, start + 1)) else {
        return true;
    };
    let is_idle = std::iter::once(node).chain(ancestors(node)).any(|node| {
        let is_docstring = node.is(Role::Statement)
            && node.named_child_count() == 1
            && node.named_child(0).is_some_and(|child| child.is(Role::String));
        is_docstring || IDLE.iter().any(|role| node.is(*role))
    });
    !is_idle && !file.scopes().inside(Scope::Test, &(start..start + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(path: &str, text: &str) -> Vec<u32> {
        let file = SourceFile::new(path, text);
        (0..file.line_count()).map(Line::of_row).filter(|&line| can_be_wrong(&file, line)).map(|line| line.0).collect()
    }

    #[test]
    fn python_code_without_its_surroundings() {
        let text = "import os\nfrom a import (\n    b,\n)\n\n# note\ndef f(x):\n    \"\"\"What\n    it does.\"\"\"\n    \
                    y = [\n        x,  # first\n    ]\n    return y\n";
        assert_eq!(wrong("a.py", text), [7, 10, 11, 13]);
        assert_eq!(wrong("tests/a.py", text), [0; 0]);
    }

    #[test]
    fn rust_code_without_its_surroundings() {
        let text = "use std::fmt;\n/// Doc.\n#[inline]\nfn f() -> u8 {\n    /* a\n    b */\n    1\n}\n\
                    #[cfg(test)]\nmod tests {\n    fn g() { f(); }\n}\n";
        assert_eq!(wrong("src/a.rs", text), [4, 7]);
    }
}
