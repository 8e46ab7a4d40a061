//! `html`: one page that loads nothing: the diff with the findings in place. All of it is in the markup, so that it reads
//! without its script, which filters and moves about.

mod about;
mod files;
mod finding;
mod lines;
mod template;

#[cfg(test)]
mod tests;

pub(crate) use self::template::{Document, Templates, markup};

use std::io::{self, Write};
use std::sync::LazyLock;

use minijinja::value::Value;
use serde::Serialize;

use self::about::About;
use self::files::{File, ListEntry};
use self::template::Hashes;
use super::Context;
use super::summary::{files as files_reviewed, found, what};
use crate::digest::sha256_base64;
use crate::finding::Review;
use crate::text::counted;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

static TEMPLATES: LazyLock<Templates> = LazyLock::new(|| {
    Templates::new(&[("page.html", include_str!("page.html")), ("file.html", include_str!("file.html"))])
});

/// What `page.html` shows.
#[derive(Serialize)]
struct Page<'r> {
    what: String,
    files: String,
    hunks: String,
    added: usize,
    removed: usize,
    found: &'r str,
    list: Vec<ListEntry<'r>>,
    about: About<'r>,
    sections: Vec<Value>,
}

pub(super) fn write(review: &Review, context: &Context<'_>, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(page(review, context).as_bytes())
}

fn page(review: &Review, context: &Context<'_>) -> String {
    let files = File::all(review, context.diff);
    // One by one: the views of all files together would take more memory than the page.
    let sections = files.iter().enumerate().map(|(nth, file)| TEMPLATES.render("file.html", file.view(nth, context)));
    let (scope, found) = (&review.scope, found(review));
    let page = Page {
        what: what(review),
        files: files_reviewed(review),
        hunks: counted(scope.hunks, "hunk"),
        added: scope.added,
        removed: scope.removed,
        found: &found,
        list: files.iter().map(File::list_entry).collect(),
        about: About::new(review),
        sections: sections.collect(),
    };
    TEMPLATES.document(Document {
        title: &format!("review: {found}"),
        style: markup(STYLE),
        script: Some(markup(SCRIPT)),
        hashes: Some(Hashes { style: sha256_base64(STYLE), script: sha256_base64(SCRIPT) }),
        body: TEMPLATES.render("page.html", page),
    })
}
