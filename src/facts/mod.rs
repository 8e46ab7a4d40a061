//! Facts about the code of one side of a file, computed when first asked for and then kept: what binds each name, what
//! a name is called outside of the file, what is called with which arguments, what a value is made of and where it is from. What differs between languages is in
//! their rows and their queries.

mod bindings;
mod calls;
mod code;
mod names;
mod place;
mod taint;
mod values;

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

pub(crate) use bindings::{Binding, Bindings, By, Names, ScopeKind};
pub(crate) use calls::{Argument, Call};
pub(crate) use names::Name;
pub(crate) use values::{Built, Hole};

use crate::syntax::query::{Patterns, TextPredicate};
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
    fn at_call(&self, node: Node<'f>, found: impl FnMut(&dyn Fn(&str) -> Option<Node<'f>>)) {
        if let Some(language) = self.file.language {
            self.at(language.calls(), node, found);
        }
    }

    /// The same for `values.scm`.
    fn at_value(&self, node: Node<'f>, found: impl FnMut(&dyn Fn(&str) -> Option<Node<'f>>)) {
        if let Some(language) = self.file.language {
            self.at(language.values(), node, found);
        }
    }

    fn at(
        &self,
        patterns: &'static Patterns<TextPredicate>,
        node: Node<'f>,
        mut found: impl FnMut(&dyn Fn(&str) -> Option<Node<'f>>),
    ) {
        patterns.run_at(node, &self.file.text, &mut |pattern, captures| {
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
