//! A grammar as tables: the names of its node kinds and fields by id, and the roles that a language gives its kinds.

use std::collections::HashMap;

use tree_sitter_language::LanguageFn;

/// What a kind of node is for, whatever a grammar calls it. The row of a language says which kinds have which role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Role {
    /// `x = y`, `let x = y`.
    Assignment,
    /// `x += y`.
    Update,
    /// A statement that fails where a condition does not hold.
    Assertion,
    /// Metadata of what follows, which does not run by itself.
    Annotation,
    /// An expression with an operator between two operands, and a comparison.
    Binary,
    /// Statements between the ends of a block.
    Block,
    /// Code that runs on a condition: an `if`, an arm of a `match`.
    Branch,
    /// Leaves a loop.
    Break,
    /// A call of a function or method.
    Call,
    /// Defines a type that holds methods or fields.
    Class,
    /// A comment.
    Comment,
    /// Builds a collection by a loop in an expression.
    Comprehension,
    /// Goes on with the next round of a loop.
    Continue,
    /// Wraps the name that a declaration declares: `*x`, `x[3]`, `(*x)(int)`.
    Declarator,
    /// Has a name and a signature that are worth showing.
    Definition,
    /// Does something beside giving a value, or waits: `await`, `yield`, `:=`, `&mut`, a macro.
    Effect,
    /// A statement that does nothing.
    Empty,
    /// The clause that runs however a `try` is left.
    Finally,
    /// A function with a body of statements.
    Function,
    /// `try`, `except`, `with` and their like.
    Handler,
    /// A name.
    Identifier,
    /// Brings names in from elsewhere.
    Import,
    /// A part of a string that is evaluated.
    Interpolation,
    /// A function that is an expression.
    Lambda,
    /// A literal without parts: number, string, truth value.
    Literal,
    /// Runs code again and again.
    Loop,
    /// `object.name`.
    Member,
    /// A number.
    Number,
    /// `(x)`.
    Parenthesized,
    /// Fails: `raise`, `throw`.
    Raise,
    /// Leaves a function.
    Return,
    /// A statement that is an expression alone.
    Statement,
    /// A string.
    String,
    /// `x[y]`.
    Subscript,
    /// A list of what an assignment gives values to, where the grammar has one around each target.
    Targets,
    /// Text between quotes or in a comment, and its parts.
    Text,
    /// What a macro is given, which is not parsed.
    Tokens,
    /// `a and b`, where the second may not be evaluated.
    Logical,
    /// `yield`, which makes a generator of the function that it is in.
    Yield,
    /// Runs code whose failure is handled.
    Try,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 40] = [
        Self::Assignment,
        Self::Update,
        Self::Assertion,
        Self::Annotation,
        Self::Binary,
        Self::Block,
        Self::Branch,
        Self::Break,
        Self::Call,
        Self::Class,
        Self::Comment,
        Self::Comprehension,
        Self::Continue,
        Self::Declarator,
        Self::Definition,
        Self::Effect,
        Self::Empty,
        Self::Finally,
        Self::Function,
        Self::Handler,
        Self::Identifier,
        Self::Import,
        Self::Interpolation,
        Self::Lambda,
        Self::Literal,
        Self::Loop,
        Self::Member,
        Self::Number,
        Self::Parenthesized,
        Self::Raise,
        Self::Return,
        Self::Statement,
        Self::String,
        Self::Subscript,
        Self::Targets,
        Self::Text,
        Self::Tokens,
        Self::Logical,
        Self::Yield,
        Self::Try,
    ];

    /// The name in queries: the variant in small letters.
    pub fn name(self) -> String {
        format!("{self:?}").to_lowercase()
    }

    /// The role of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }
}

/// A part of a node that is asked for by what it is, whatever a grammar calls its field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Field {
    /// What runs otherwise.
    Alternative,
    /// The code of a function, a loop, a class.
    Body,
    /// What decides.
    Condition,
    /// The next part inwards of a declarator.
    Declarator,
    /// The side that is given a value.
    Left,
    /// The macro that is called.
    Macro,
    /// The name that is defined.
    Name,
    /// The parameters of a function.
    Parameters,
    /// What a group of imports is from.
    Path,
    /// The type that a function returns.
    Returned,
    /// The side that a value is from.
    Right,
    /// What a type derives from or implements.
    Trait,
    /// A type.
    Type,
}

impl Field {
    const ALL: [Self; 13] = [
        Self::Alternative,
        Self::Body,
        Self::Condition,
        Self::Declarator,
        Self::Left,
        Self::Macro,
        Self::Name,
        Self::Parameters,
        Self::Path,
        Self::Returned,
        Self::Right,
        Self::Trait,
        Self::Type,
    ];

    /// What grammars usually call it. The row of a language says what its grammar calls otherwise.
    fn usual(self) -> &'static str {
        match self {
            Self::Alternative => "alternative",
            Self::Body => "body",
            Self::Condition => "condition",
            Self::Declarator => "declarator",
            Self::Left => "left",
            Self::Macro => "macro",
            Self::Name => "name",
            Self::Parameters => "parameters",
            Self::Path => "path",
            Self::Returned => "return_type",
            Self::Right => "right",
            Self::Trait => "trait",
            Self::Type => "type",
        }
    }

    fn name_in(self, fields: &[(Self, &'static str)]) -> &'static str {
        let own = fields.iter().find(|(field, _)| *field == self);
        own.map_or(self.usual(), |(_, name)| name)
    }
}

/// The roles of a kind of node.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Roles(u64);

impl Roles {
    fn with(self, role: Role) -> Self {
        Self(self.0 | 1 << role as u8)
    }

    fn has(self, role: Role) -> bool {
        self.0 & (1 << role as u8) != 0
    }
}

/// The tables of one grammar. Ids of kinds and fields are tree-sitter's.
pub(crate) struct Grammar {
    pub language: &'static tree_sitter::Language,
    kinds: Vec<&'static str>,
    kind_ids: HashMap<(&'static str, bool), u16>,
    fields: Vec<&'static str>,
    /// The ids of what is asked for by what it is, 0 where the grammar has no such field.
    parts: [u16; Field::ALL.len()],
    roles: Vec<Roles>,
    named: Vec<bool>,
}

/// The id that tree-sitter gives to nodes of text that it could not parse.
const ERROR: u16 = u16::MAX;

impl Grammar {
    /// The tables of a grammar, with the kinds that have each role and what it calls the parts of nodes. They live as long as the program, like the row itself.
    pub(super) fn new(language: LanguageFn, of_kinds: &[(Role, &[&str])], of_parts: &[(Field, &'static str)]) -> Self {
        let language: &'static tree_sitter::Language = Box::leak(Box::new(language.into()));
        let count = u16::try_from(language.node_kind_count()).expect("ids have 16 bits");
        let field_count = u16::try_from(language.field_count()).expect("ids have 16 bits");
        let kinds: Vec<_> = (0..count).map(|id| language.node_kind_for_id(id).unwrap_or_default()).collect();
        let mut kind_ids = HashMap::new();
        for id in 0..count {
            if language.node_kind_is_visible(id) || language.node_kind_is_supertype(id) {
                let named = language.node_kind_is_named(id) || language.node_kind_is_supertype(id);
                let name = kinds[usize::from(id)];
                // Of several ids with one name, nodes have the one that tree-sitter finds by the name.
                let is_second = |first: &mut u16| *first = language.id_for_node_kind(name, named);
                kind_ids.entry((name, named)).and_modify(is_second).or_insert(id);
            }
        }
        // The id 0 is that of no field.
        let fields = (0..=field_count).map(|id| language.field_name_for_id(id).unwrap_or_default()).collect();
        let id_of =
            |field: Field| language.field_id_for_name(field.name_in(of_parts)).map_or(0, std::num::NonZeroU16::get);
        let parts = Field::ALL.map(id_of);
        let roles = vec![Roles::default(); usize::from(count)];
        let named = (0..count).map(|id| language.node_kind_is_named(id)).collect();
        let mut grammar = Self { language, kinds, kind_ids, fields, parts, roles, named };
        for (role, kinds) in of_kinds {
            for kind in *kinds {
                let id = grammar.kind_id(kind, true).expect("a test looks up every kind");
                grammar.roles[usize::from(id)] = grammar.roles[usize::from(id)].with(*role);
            }
        }
        grammar
    }

    /// The name of a kind.
    pub fn kind(&self, id: u16) -> &'static str {
        if id == ERROR { "ERROR" } else { self.kinds.get(usize::from(id)).copied().unwrap_or_default() }
    }

    /// The id of a kind by its name; `None` where the grammar has none.
    pub fn kind_id(&self, name: &str, named: bool) -> Option<u16> {
        if named && name == "ERROR" {
            return Some(ERROR);
        }
        self.kind_ids.get(&(name, named)).copied()
    }

    /// Whether a kind has a name, which punctuation and keywords do not.
    pub fn is_named(&self, kind: u16) -> bool {
        self.named.get(usize::from(kind)).copied().unwrap_or(kind == ERROR)
    }

    /// How many kinds there are; ids are below, but for that of an error.
    pub fn kind_count(&self) -> usize {
        self.kinds.len()
    }

    /// The name of a field; empty for the id 0.
    pub fn field(&self, id: u16) -> &'static str {
        self.fields.get(usize::from(id)).copied().unwrap_or_default()
    }

    /// The id of a field by its name.
    pub fn field_id(&self, name: &str) -> Option<u16> {
        let index = self.fields.iter().position(|own| *own == name).filter(|&index| index > 0)?;
        u16::try_from(index).ok()
    }

    /// The id of a field by what it is; 0, which is that of no field, where the grammar has none.
    pub fn part_id(&self, field: Field) -> u16 {
        self.parts[field as usize]
    }

    /// Whether the language gives a kind a role.
    pub fn has_role(&self, kind: u16, role: Role) -> bool {
        self.roles.get(usize::from(kind)).is_some_and(|roles| roles.has(role))
    }

    /// The kinds that have a role.
    pub fn kinds_with(&self, role: Role) -> impl Iterator<Item = u16> {
        (0..).zip(&self.roles).filter(move |(_, roles)| roles.has(role)).map(|(id, _)| id)
    }

    /// Whether a kind stands for several others.
    pub fn is_supertype(&self, kind: u16) -> bool {
        self.language.node_kind_is_supertype(kind)
    }
}
