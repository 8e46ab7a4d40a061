//! What makes a repository one that libgit2 cannot read, or reads otherwise than git does.

use std::fmt;

/// Why a repository is read with git itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// A variable of the environment says where its parts are.
    Environment(&'static str),
    /// An extension of the repository's format, such as SHA-256 or reftable, by its name and value.
    Extension(String, String),
    /// Objects are fetched from a remote when they are needed.
    PartialClone,
    /// The index is in two files.
    SplitIndex,
    /// The index holds folders in the place of files that are not checked out.
    SparseIndex,
    /// Some of the tracked files are not checked out.
    SparseCheckout,
    /// Anything else, as libgit2 puts it.
    Unsupported(String),
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Environment(name) => write!(f, "{name} is set"),
            Self::Extension(name, value) => write!(f, "it uses extensions.{name} = {value}"),
            Self::PartialClone => f.write_str("it is a partial clone"),
            Self::SplitIndex => f.write_str("its index is split"),
            Self::SparseIndex => f.write_str("its index is sparse"),
            Self::SparseCheckout => f.write_str("it is a sparse checkout"),
            Self::Unsupported(reason) => f.write_str(reason),
        }
    }
}

/// Reasons as one clause.
pub(super) fn listed(reasons: &[Reason]) -> String {
    reasons.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
