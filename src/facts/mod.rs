//! Facts about the code of one side of a file, computed when first asked for and then kept: what binds each name, what
//! a name is called outside of the file, what is called with which arguments, what a value is made of and where it is
//! from, how a variable is used. What differs between languages is in their rows and their queries.

mod around;
mod bindings;
mod calls;
mod code;
mod control;
mod effects;
mod names;
mod operations;
mod origins;
mod taint;
mod uses;
mod values;

use std::cell::{OnceCell, RefCell};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

pub(crate) use around::{around, returned, siblings};
pub(crate) use bindings::{Binding, Bindings, By, Names, ScopeKind};
pub(crate) use calls::Call;
pub(crate) use code::{is_pure, leaves, loop_of, same_function};
pub(crate) use control::{function_around, unreached_after};
pub(crate) use effects::Effect;
pub(crate) use names::Name;
pub(crate) use operations::Operation;
pub(crate) use values::{Built, Hole};

use crate::syntax::query::{Captures, Pattern, Patterns, TextPredicate};
use crate::syntax::{Node, SourceFile};
use effects::Effects;

/// The facts of a file. They live as long as the file is looked at, in one thread.
pub struct Facts<'f> {
    /// The file.
    pub file: &'f SourceFile,
    bindings: OnceCell<Bindings<'f>>,
    effects: OnceCell<Effects<'f>>,
    strings: OnceCell<HashSet<&'f str>>,
    /// The words on lines that do not parse.
    spoilt: OnceCell<HashSet<&'f str>>,
    /// The names of nodes that were asked for, by the positions of the nodes.
    names: RefCell<HashMap<usize, Rc<[Name]>>>,
    /// The facts of the file parsed whole.
    whole: OnceCell<Box<Self>>,
}

impl<'f> Facts<'f> {
    /// Nothing is computed yet.
    pub fn new(file: &'f SourceFile) -> Self {
        Self {
            file,
            bindings: OnceCell::new(),
            effects: OnceCell::new(),
            strings: OnceCell::new(),
            spoilt: OnceCell::new(),
            names: RefCell::default(),
            whole: OnceCell::new(),
        }
    }

    /// The facts of the whole file, for what its parsed parts cannot tell: that something is nowhere.
    pub(crate) fn whole(&self) -> &Self {
        let whole = self.file.whole();
        if std::ptr::eq(whole, self.file) {
            return self;
        }
        self.whole.get_or_init(|| Box::new(Self::new(whole)))
    }

    /// The node of this tree that is the same code as one of another tree of the file.
    pub(crate) fn same_node(&self, other: Node<'_>) -> Option<Node<'f>> {
        let root = self.file.tree()?.root_node();
        root.named_descendant_for_byte_range(other.start_byte(), other.end_byte())
    }

    /// What binds each name.
    pub(crate) fn bindings(&self) -> &Bindings<'f> {
        self.bindings.get_or_init(|| Bindings::new(self.file))
    }

    fn effects(&self) -> &Effects<'f> {
        self.effects.get_or_init(|| Effects::new(self.file))
    }

    /// Calls with what `calls.scm` captures in each of its matches that start with a node: a function from the name of a
    /// capture to its node.
    fn at_call(&self, node: Node<'f>, found: impl FnMut(&dyn Fn(&str) -> Option<Node<'f>>)) {
        if let Some(language) = self.file.language {
            self.at(language.calls(), node, found);
        }
    }

    /// The same for the patterns that have a capture of this name.
    fn at_call_with(&self, name: &str, node: Node<'f>, mut found: impl FnMut(&dyn Fn(&str) -> Option<Node<'f>>)) {
        if let Some(language) = self.file.language {
            let found = &mut |pattern: &_, captures: &_| found(&|name| captured(pattern, captures, name));
            language.calls().run_capturing(name, node, &self.file.text, found);
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
        patterns: &Patterns<TextPredicate>,
        node: Node<'f>,
        mut found: impl FnMut(&dyn Fn(&str) -> Option<Node<'f>>),
    ) {
        patterns.run_at(node, &self.file.text, &mut |pattern, captures| {
            found(&|name| captured(pattern, captures, name));
        });
    }

    /// The expression itself, without parentheses, `await` and the like around it.
    pub(crate) fn inside(&self, node: Node<'f>) -> Node<'f> {
        let mut innermost = node;
        loop {
            let mut next = None;
            self.at_call_with("inside", innermost, |capture| next = next.or_else(|| capture("inside")));
            match next {
                Some(inner) => innermost = inner,
                None => return innermost,
            }
        }
    }
}

/// The first node of a capture.
fn captured<'f>(pattern: &Pattern<TextPredicate>, captures: &Captures<'f>, name: &str) -> Option<Node<'f>> {
    captures.iter().find(|(index, _)| pattern.capture(*index) == name).map(|(_, node)| *node)
}
