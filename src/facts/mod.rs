//! Facts about the code of one side of a file, computed when first asked for and then kept: what binds each name, what
//! a name is called outside of the file, what is called with which arguments. What differs between languages is in
//! their rows and their queries.

mod around;
mod bindings;
mod calls;
mod code;
mod names;
mod origins;

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

pub(crate) use around::{around, returned};
pub(crate) use bindings::{Binding, Bindings, By, Names, ScopeKind};
pub(crate) use calls::{Argument, Call};
pub(crate) use names::Name;

use crate::syntax::{Node, SourceFile};

/// The facts of a file. They live as long as the file is looked at, in one thread.
pub struct Facts<'f> {
    /// The file.
    pub file: &'f SourceFile,
    bindings: OnceCell<Bindings<'f>>,
    /// The names of nodes that were asked for, by the positions of the nodes.
    names: RefCell<HashMap<usize, Rc<[Name]>>>,
}

impl<'f> Facts<'f> {
    /// Nothing is computed yet.
    pub fn new(file: &'f SourceFile) -> Self {
        Self { file, bindings: OnceCell::new(), names: RefCell::default() }
    }

    /// What binds each name.
    pub(crate) fn bindings(&self) -> &Bindings<'f> {
        self.bindings.get_or_init(|| Bindings::new(self.file))
    }

    /// Calls with what `calls.scm` captures in each of its matches that start with a node: a function from the name of a
    /// capture to its node.
    fn at_call(&self, node: Node<'f>, mut found: impl FnMut(&dyn Fn(&str) -> Option<Node<'f>>)) {
        let Some(language) = self.file.language else { return };
        language.calls().run_at(node, &self.file.text, &mut |pattern, captures| {
            found(&|name| captures.iter().find(|(index, _)| pattern.capture(*index) == name).map(|(_, node)| *node));
        });
    }

    /// The expression itself, without parentheses, `await` and the like around it.
    pub(crate) fn inside(&self, node: Node<'f>) -> Node<'f> {
        let mut innermost = node;
        loop {
            let mut next = None;
            self.at_call(innermost, |capture| next = next.or_else(|| capture("inside")));
            match next {
                Some(inner) => innermost = inner,
                None => return innermost,
            }
        }
    }
}
