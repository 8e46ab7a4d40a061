//! `review schema`: JSON schemas, from the types themselves.

use super::CLEAN;
use super::args::{SchemaArgs, SchemaOf};
use super::error::Failure;
use super::output;
use crate::bench::report::Bench;
use crate::compare::Comparison;
use crate::config::ConfigFile;
use crate::finding::Review;
use crate::local::package::Manifest;
use crate::merge::Baseline;
use crate::rules::RuleFile;

pub(super) fn schema(args: &SchemaArgs) -> Result<u8, Failure> {
    output::print(&text(args.of))?;
    Ok(CLEAN)
}

/// The schema as JSON, with a line ending.
pub(super) fn text(of: SchemaOf) -> String {
    let schema = match of {
        SchemaOf::Result => schemars::schema_for!(Review),
        SchemaOf::Config => schemars::schema_for!(ConfigFile),
        SchemaOf::Rule => schemars::schema_for!(RuleFile),
        SchemaOf::Baseline => schemars::schema_for!(Baseline),
        SchemaOf::Model => schemars::schema_for!(Manifest),
        SchemaOf::Bench => schemars::schema_for!(Bench),
        SchemaOf::Compare => schemars::schema_for!(Comparison),
    };
    let mut text = serde_json::to_string_pretty(&schema).expect("a schema is JSON");
    text.push('\n');
    text
}
