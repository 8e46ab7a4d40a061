//! How control flows. `queries/<lang>/control.scm` says what a grammar's roles do not:
//!
//! | capture | meaning |
//! |---|---|
//! | `@branch`, `@condition`, `@then` | code that runs where a condition holds |
//! | `@next` | a branch that is tried where the condition of the matched one fails |
//! | `@continued` | a branch that is such a next one |
//! | `@iterated` | what the loop of the node goes through |
//! | `@entry` | a statement that a jump may lead to, whatever is before it, or that is there for form's sake |
//! | `@else`, `@word` | all that runs where the condition fails, and the word that a remark on both is shown at |
//! | `@hoisted` | a definition that holds in all of its block, wherever it is |

use super::Facts;
use crate::syntax::{Node, Role, ancestors, descendants};

/// How much of a statement is searched for what jumps lead to.
const BENEATH: usize = 2_000;

/// Code that runs where a condition holds.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Branch<'f> {
    pub condition: Node<'f>,
    pub then: Node<'f>,
    /// All that runs where the condition fails; `None` where further conditions decide.
    pub otherwise: Option<Otherwise<'f>>,
}

/// What runs where a condition fails.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Otherwise<'f> {
    pub body: Node<'f>,
    /// The word that a remark on both branches is shown at.
    pub word: Node<'f>,
}

impl<'f> Facts<'f> {
    /// The branch that a node is.
    pub(crate) fn branch(&self, node: Node<'f>) -> Option<Branch<'f>> {
        let mut branch = None;
        let mut otherwise = None;
        self.at_control(node, |capture| {
            if let (Some(_), Some(condition), Some(then)) = (capture("branch"), capture("condition"), capture("then")) {
                branch = Some(Branch { condition, then, otherwise: None });
            }
            if let (Some(body), Some(word)) = (capture("else"), capture("word")) {
                otherwise = Some(Otherwise { body, word });
            }
        });
        branch.map(|branch| Branch { otherwise, ..branch })
    }

    /// What the loop that a node is goes through.
    pub(crate) fn iterated(&self, node: Node<'f>) -> Option<Node<'f>> {
        let mut iterated = None;
        self.at_control(node, |capture| iterated = iterated.or_else(|| capture("iterated")));
        iterated.map(|iterated| self.inside(iterated))
    }

    /// The conditions of the chain that a branch begins, in their order; none where it goes on with one.
    pub(crate) fn chain(&self, first: Node<'f>) -> Vec<Node<'f>> {
        if self.is_continued(first) {
            return Vec::new();
        }
        let mut conditions = Vec::new();
        let mut left = vec![first];
        while let Some(node) = left.pop() {
            let mut next = Vec::new();
            self.at_control(node, |capture| {
                conditions.extend(capture("branch").and(capture("condition")));
                next.extend(capture("next"));
            });
            left.extend(next.into_iter().rev());
        }
        conditions
    }

    /// Whether a definition holds in all of its block, so that it may be where nothing runs.
    pub(crate) fn is_hoisted(&self, node: Node<'f>) -> bool {
        let mut is_hoisted = false;
        self.at_control(node, |capture| is_hoisted |= capture("hoisted") == Some(node));
        is_hoisted
    }

    /// Whether a branch is tried only where one before it was not taken.
    fn is_continued(&self, node: Node<'f>) -> bool {
        let mut is_continued = false;
        for root in std::iter::once(node).chain(node.parent()) {
            self.at_control(root, |capture| is_continued |= capture("continued") == Some(node));
            if is_continued {
                return true;
            }
        }
        false
    }

    /// Whether a jump may lead to a statement, or into it: a label, a case.
    pub(crate) fn is_entry(&self, statement: Node<'f>) -> bool {
        let mut is_entry = false;
        for node in descendants(statement).take(BENEATH) {
            self.at_control(node, |capture| is_entry |= capture("entry").is_some());
        }
        is_entry
    }

    fn at_control(&self, node: Node<'f>, found: impl FnMut(&dyn Fn(&str) -> Option<Node<'f>>)) {
        if let Some(language) = self.file.language {
            self.at(language.control(), node, found);
        }
    }
}

/// The function whose code a node is part of; `None` where that is a class or the module.
pub(crate) fn function_around(node: Node<'_>) -> Option<Node<'_>> {
    let scope = ancestors(node).find(|outer| outer.is(Role::Function) || outer.is(Role::Class))?;
    scope.is(Role::Function).then_some(scope)
}

/// The statements after one that leaves their block: they never run. Empty where nothing is after it, or where the block
/// is the whole file.
pub(crate) fn unreached_after(exit: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    let around = exit.parent();
    let statement = around.filter(|outer| outer.is(Role::Statement)).unwrap_or(exit);
    let block = statement.parent().filter(|block| block.is(Role::Block) && block.parent().is_some());
    let next = block.and_then(|_| statement.next_named_sibling());
    std::iter::successors(next, Node::next_named_sibling).filter(|node| !node.is(Role::Comment))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::SourceFile;

    const PYTHON: &str =
        "if a:\n    f()\nelif b:\n    g()\nelif c:\n    h()\nelse:\n    i()\nif d:\n    f()\nelse:\n    g()\n";
    const RUST: &str =
        "fn f() { if a { f() } else if b { g() } else if c { h() } else { i() } if d { f() } else { g() } }";

    const JAVASCRIPT: &str =
        "if (a) { f() } else if (b) { g() } else if (c) { h() } else { i() }\nif (d) { f() } else { g() }";

    #[test]
    fn a_chain_has_all_its_conditions_and_only_its_first_branch_has_it() {
        for (path, text) in [("a.py", PYTHON), ("a.rs", RUST), ("a.js", JAVASCRIPT)] {
            let file = SourceFile::new(path, text);
            let facts = Facts::new(&file);
            let branches = file.tree().unwrap().nodes().filter(|node| node.is(Role::Branch));
            let chains: Vec<Vec<_>> = branches
                .map(|node| {
                    facts.chain(node).into_iter().map(|condition| file.text_of(facts.inside(condition))).collect()
                })
                .filter(|chain: &Vec<_>| !chain.is_empty())
                .collect();
            assert_eq!(chains, [vec!["a", "b", "c"], vec!["d"]], "{path}");
        }
    }

    #[test]
    fn what_runs_otherwise_is_known_where_one_condition_decides() {
        for (path, text, expected) in
            [("a.py", PYTHON, "g()"), ("a.rs", RUST, "{ g() }"), ("a.js", JAVASCRIPT, "{ g() }")]
        {
            let file = SourceFile::new(path, text);
            let facts = Facts::new(&file);
            let branches = file.tree().unwrap().nodes().filter(|node| node.is(Role::Branch));
            let last = branches.filter_map(|node| facts.branch(node)?.otherwise).last().unwrap();
            assert_eq!(file.text_of(last.body), expected, "{path}");
        }
    }

    #[test]
    fn what_is_after_a_statement_that_leaves_the_block_is_not_reached() {
        let python = "def f():\n    return 1\n    # why\n    g()\n    h()\n";
        let rust = "fn f() { return 1; /* why */ g(); h() }";
        for (path, text) in [("a.py", python), ("a.rs", rust)] {
            let file = SourceFile::new(path, text);
            let exit = file.tree().unwrap().nodes().find(|node| node.is(Role::Return)).unwrap();
            let texts: Vec<_> = unreached_after(exit).map(|node| file.text_of(node).trim_end_matches(';')).collect();
            assert_eq!(texts, ["g()", "h()"], "{path}");
        }
    }
}
