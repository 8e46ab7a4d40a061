//! `html`: one page that loads nothing: the diff with the findings in place. All of it is in the markup, so that it reads
//! without its script, which filters and moves about.

mod about;
mod files;
mod finding;
mod lines;
mod markup;

#[cfg(test)]
mod tests;

use std::io::{self, Write};

pub(crate) use self::markup::escape;

use self::files::File;
use self::markup::Markup;
use super::Context;
use super::summary::{found, what};
use crate::digest;
use crate::finding::Review;
use crate::text::counted;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

pub(super) fn write(review: &Review, context: &Context<'_>, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(page(review, context).as_bytes())
}

fn page(review: &Review, context: &Context<'_>) -> String {
    let files = File::all(review, context.diff);
    let mut page = Markup::default();
    add_head(&mut page, review);
    add_header(&mut page, review);
    add_list(&mut page, &files);
    page.raw("<main id=\"diff\" tabindex=\"-1\">\n");
    about::add(&mut page, review);
    for (nth, file) in files.iter().enumerate() {
        file.add(&mut page, nth, context);
    }
    page.raw("<p id=\"none\" hidden>No finding passes the filters.</p>\n</main>\n");
    page.raw(include_str!("help.html"));
    page.raw("<script>");
    page.raw(SCRIPT);
    page.raw("</script>\n</body>\n</html>\n");
    page.finish()
}

fn add_head(page: &mut Markup, review: &Review) {
    page.raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    let (style, script) = (digest::sha256_base64(STYLE), digest::sha256_base64(SCRIPT));
    page.add(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{}'; \
         script-src 'sha256-{}'; base-uri 'none'; form-action 'none'\">\n",
        &[&style, &script],
    );
    page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.raw("<meta name=\"referrer\" content=\"no-referrer\">\n");
    page.add("<title>review: {}</title>\n<style>", &[&found(review)]);
    page.raw(STYLE);
    page.raw("</style>\n</head>\n");
}

/// The bar at the top: what was reviewed, what was found, filters and buttons.
fn add_header(page: &mut Markup, review: &Review) {
    let scope = &review.scope;
    page.raw("<body>\n<a class=\"skip\" href=\"#diff\">Skip to the diff</a>\n<header>\n");
    page.add("<h1>review <small>{}</small></h1>\n", &[&what(review)]);
    page.add(
        "<p class=\"scope\">{}, {}, <ins>+{}</ins> <del>-{}</del>: <b>{}</b></p>\n",
        &[&counted(scope.files, "file"), &counted(scope.hunks, "hunk"), &scope.added, &scope.removed, &found(review)],
    );
    page.raw("<output role=\"status\"></output>\n");
    page.raw(include_str!("bar.html"));
    page.raw("</header>\n");
}

/// The list of files, each with what was found in it.
fn add_list(page: &mut Markup, files: &[File<'_>]) {
    page.raw("<nav aria-label=\"Files\">\n<ul>\n");
    for (nth, file) in files.iter().enumerate() {
        page.add("<li data-path=\"{}\"><a href=\"#file-{}\">{}</a>", &[&file.path, &nth, &file.path]);
        for (severity, count) in finding::counts(&file.findings()) {
            let label = counted(count, &severity.to_string());
            page.add(" <b class=\"{}\" title=\"{}\">{}</b>", &[&severity, &label, &count]);
        }
        page.raw("</li>\n");
    }
    page.raw("</ul>\n</nav>\n");
}
