//! Named regions of a file: test code, loops, async functions, unsafe blocks, classes, and the module level
//! around them. `queries/<lang>/scopes.scm` says where they are.

use std::ops::Range;

use super::{Language, Tree};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A kind of region that rules may ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// Code that only tests run.
    Test,
    /// Inside a loop, in the same function.
    Loop,
    /// The innermost function is asynchronous.
    Async,
    /// An unsafe block or function.
    Unsafe,
    /// Directly in the body of a class, an `impl` or a trait.
    Class,
    /// Anywhere in a function or a closure.
    Function,
    /// Outside functions and classes.
    Module,
}

impl Scope {
    /// Every scope.
    pub const ALL: [Self; 7] =
        [Self::Test, Self::Loop, Self::Async, Self::Unsafe, Self::Class, Self::Function, Self::Module];

    /// The name in rules and queries.
    pub fn name(self) -> &'static str {
        match self {
            Self::Test => "test",
            Self::Loop => "loop",
            Self::Async => "async",
            Self::Unsafe => "unsafe",
            Self::Class => "class",
            Self::Function => "function",
            Self::Module => "module",
        }
    }

    /// The scope of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.name() == name)
    }
}

#[derive(Debug)]
struct Region {
    scope: Scope,
    bytes: Range<usize>,
    name: Option<String>,
    /// The index of the next region around it.
    around: Option<usize>,
}

/// The regions of one file.
#[derive(Debug, Default)]
pub struct Scopes {
    regions: Vec<Region>,
    test_file: bool,
}

impl Scopes {
    /// Finds the regions of a parsed file.
    pub(super) fn new(language: &'static Language, tree: &Tree, text: &str, path: &str) -> Self {
        let mut regions = Vec::new();
        language.scopes().run(tree, text, |pattern, captures| {
            let name = captures.iter().find(|(index, _)| pattern.capture(*index) == "name");
            let name = name.map(|(_, node)| text[node.byte_range()].to_owned());
            for (index, node) in captures {
                if let Some(scope) = Scope::named(pattern.capture(*index)) {
                    regions.push(Region { scope, bytes: node.byte_range(), name: name.clone(), around: None });
                }
            }
        });
        regions.sort_by_key(|region| (region.bytes.start, std::cmp::Reverse(region.bytes.end)));
        nest(&mut regions);
        Self { regions, test_file: language.is_test_path(path) }
    }

    /// Whether the byte range lies in a region of the scope.
    pub fn inside(&self, scope: Scope, bytes: &Range<usize>) -> bool {
        let innermost = |wanted: &[Scope]| self.around(bytes).find(|region| wanted.contains(&region.scope));
        match scope {
            Scope::Test => self.test_file || innermost(&[scope]).is_some(),
            Scope::Unsafe | Scope::Function => innermost(&[scope]).is_some(),
            Scope::Loop => innermost(&[Scope::Loop, Scope::Function]).is_some_and(|region| region.scope == scope),
            Scope::Class => innermost(&[Scope::Class, Scope::Function]).is_some_and(|region| region.scope == scope),
            Scope::Module => innermost(&[Scope::Class, Scope::Function]).is_none(),
            Scope::Async => {
                let function = innermost(&[Scope::Function]).map(|region| &region.bytes);
                function.is_some() && innermost(&[Scope::Async]).map(|region| &region.bytes) == function
            }
        }
    }

    /// The named classes and functions around a byte range, outermost first, joined by dots.
    pub fn symbol(&self, bytes: &Range<usize>) -> String {
        let named = self.around(bytes).filter(|region| matches!(region.scope, Scope::Class | Scope::Function));
        let mut names: Vec<_> = named.filter_map(|region| region.name.as_deref()).collect();
        names.reverse();
        names.join(".")
    }

    /// The name of the function or class that is exactly this byte range.
    pub fn name(&self, bytes: &Range<usize>) -> Option<&str> {
        self.around(bytes).take_while(|region| region.bytes == *bytes).find_map(|region| region.name.as_deref())
    }

    /// The byte range of the innermost function around a byte range.
    pub fn function(&self, bytes: &Range<usize>) -> Option<Range<usize>> {
        self.around(bytes).find(|region| region.scope == Scope::Function).map(|region| region.bytes.clone())
    }

    /// The regions around a byte range, innermost first: those that start with it, then those around the last
    /// one before it, since regions are nodes and never cross.
    fn around(&self, bytes: &Range<usize>) -> impl Iterator<Item = &Region> {
        let start = bytes.start;
        let end = bytes.end;
        let until = self.regions.partition_point(|region| region.bytes.start <= start);
        let before = self.regions[..until].partition_point(|region| region.bytes.start < start);
        let outer = std::iter::successors(before.checked_sub(1), |&index| self.regions[index].around);
        let indices = (before..until).rev().chain(outer);
        indices.map(|index| &self.regions[index]).filter(move |region| region.bytes.end >= end)
    }
}

/// Finds for each region the next one around it; they come in order, outer ones before inner ones.
fn nest(regions: &mut [Region]) {
    let mut open: Vec<usize> = Vec::new();
    for index in 0..regions.len() {
        let bytes = regions[index].bytes.clone();
        while open.pop_if(|&mut outer| regions[outer].bytes.end < bytes.end).is_some() {}
        regions[index].around = open.last().copied();
        open.push(index);
    }
}
