//! Which files of a published model are needed to run it: the names of all come in, those that are to be copied or
//! fetched go out. Nothing is read here, so that it serves a folder and a hub alike.

use std::path::Path;

use super::super::variant::{choose, companions};
use super::PublishedError;
use super::config::facts;

/// The configuration of a model in the ONNX community's layout, at its root.
pub(super) const CONFIG: &str = "config.json";
/// The configuration of a model in the layout of ONNX Runtime `GenAI`, beside the model.
pub(super) const GENAI: &str = "genai_config.json";
/// What splits text for either.
const TOKENIZER: &str = "tokenizer.json";

/// The files beside the weights that a model is run with, where they are there.
const USED: [&str; 9] = [
    CONFIG,
    GENAI,
    TOKENIZER,
    "generation_config.json",
    "tokenizer_config.json",
    "special_tokens_map.json",
    "added_tokens.json",
    "chat_template.jinja",
    "chat_template.json",
];

/// Those that people read.
const READ: [&str; 6] = ["README.md", "LICENSE", "LICENSE.md", "LICENSE.txt", "NOTICE", "NOTICE.txt"];

/// The files of one form of a published model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    /// The folder that they lie in, which ends in `/`, or nothing.
    pub base: String,
    /// The model, from there on; `None` where `genai_config.json` has to be read for it.
    pub model: Option<String>,
    /// All files, the model included, from there on.
    pub files: Vec<String>,
}

impl Selection {
    /// Whether the model is one that can be used, by the files beside its weights, which lie in a folder.
    ///
    /// # Errors
    /// A configuration that cannot be read, or is that of another kind of model.
    pub(in crate::local) fn check(&self, folder: &Path) -> Result<(), PublishedError> {
        facts(folder, self.model.as_deref()).map(drop)
    }
}

/// Selects from the files of a folder or a repository, called `place` in errors.
///
/// # Errors
/// No model, none in the form that was asked for, or no tokenizer.
pub fn select(place: &str, all: &[&str], variant: Option<&str>) -> Result<Selection, PublishedError> {
    let usual: Vec<_> = all.iter().copied().filter(|file| !file.trim_start_matches("onnx/").contains('/')).collect();
    let selection = match genai_base(all, variant) {
        Some(base) if !usual.contains(&CONFIG) || choose(&usual, None).is_err() => of_genai(all, base),
        _ => of_community(place, &usual, variant)?,
    };
    for needed in [TOKENIZER].into_iter().chain(selection.model.is_some().then_some(CONFIG)) {
        if !selection.files.iter().any(|file| file == needed) {
            return Err(PublishedError::Missing { place: place.to_owned(), file: selection.base + needed });
        }
    }
    Ok(selection)
}

fn of_community(place: &str, all: &[&str], variant: Option<&str>) -> Result<Selection, PublishedError> {
    let model = choose(all, variant).map_err(|reason| PublishedError::Variant { place: place.to_owned(), reason })?;
    let beside = all.iter().copied().filter(|file| is_beside(file));
    let files = [model].into_iter().chain(companions(model, all)).chain(beside);
    Ok(Selection { base: String::new(), model: Some(model.to_owned()), files: files.map(str::to_owned).collect() })
}

fn is_beside(file: &str) -> bool {
    USED.contains(&file) || READ.contains(&file)
}

/// The files of a folder that a model is run with, beside the model itself.
pub(in super::super) fn used_with<'f>(model: &str, all: &[&'f str]) -> Vec<&'f str> {
    let used = all.iter().copied().filter(|file| USED.contains(file));
    used.chain(companions(model, all)).collect()
}

fn of_genai(all: &[&str], base: &str) -> Selection {
    let here = all.iter().filter_map(|file| file.strip_prefix(base)).filter(|file| !file.contains('/'));
    let files = here.filter(|file| is_beside(file) || file.contains(".onnx")).map(str::to_owned).collect();
    Selection { base: base.to_owned(), model: None, files }
}

/// The folder of a `genai_config.json`: of several the one that the variant is part of, else one for a processor, the
/// smallest numbers first.
fn genai_base<'f>(all: &[&'f str], variant: Option<&str>) -> Option<&'f str> {
    let bases = all.iter().filter_map(|file| file.strip_suffix(GENAI));
    let bases = bases.filter(|base| base.is_empty() || base.ends_with('/'));
    let wanted = bases.filter(|base| base.is_empty() || variant.is_none_or(|variant| base.contains(variant)));
    wanted.min_by_key(|base| (!base.contains("cpu"), !base.contains("int4"), *base))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn selected(all: &[&str], variant: Option<&str>) -> Vec<String> {
        let selection = select("here", all, variant).unwrap();
        selection.files.iter().map(|file| format!("{}{file}", selection.base)).collect()
    }

    #[test]
    fn one_form_and_what_it_is_used_with_is_selected() {
        let all = [
            ".gitattributes",
            "LICENSE",
            "config.json",
            "onnx/model.onnx",
            "onnx/model.onnx_data",
            "onnx/model_q4.onnx",
            "onnx/model_q4.onnx_data",
            "tokenizer.json",
            "vocab.json",
        ];
        let rest = ["LICENSE", "config.json", "tokenizer.json"];
        assert_eq!(selected(&all, None), [&["onnx/model_q4.onnx", "onnx/model_q4.onnx_data"][..], &rest].concat());
        assert_eq!(selected(&all, Some("full")), [&["onnx/model.onnx", "onnx/model.onnx_data"][..], &rest].concat());
    }

    #[test]
    fn a_folder_for_a_processor_is_selected_of_a_genai_repository() {
        let all = [
            "config.json",
            "cuda/int4/genai_config.json",
            "cuda/int4/tokenizer.json",
            "cpu/int4/genai_config.json",
            "cpu/int4/model.onnx",
            "cpu/int4/model.onnx.data",
            "cpu/int4/tokenizer.json",
        ];
        let base: Vec<_> = all[3..].iter().map(ToString::to_string).collect();
        assert_eq!(selected(&all, None), base);
        assert_eq!(select("here", &all, Some("cuda")).unwrap().base, "cuda/int4/");
    }

    #[test]
    fn what_lacks_is_named() {
        let missing = |all: &[&str]| select("here", all, None).unwrap_err().to_string();
        assert!(missing(&["onnx/model.onnx", "config.json"]).contains("tokenizer.json"));
        assert!(missing(&["onnx/model.onnx", "tokenizer.json"]).contains("config.json"));
        assert!(missing(&["config.json", "tokenizer.json", "model.safetensors"]).contains("no model"));
    }
}
