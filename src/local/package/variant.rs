//! The forms in which one model is published, told apart by the names of their files: the files come in, the one for a
//! processor, or the one that was asked for, goes out, with the files that hold its weights.

use miette::Diagnostic;
use thiserror::Error;

/// A form of a model's weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Variant {
    /// What follows the `_` in the file's name, and what people ask for.
    pub name: &'static str,
    /// What it is.
    pub what: &'static str,
}

const fn variant(name: &'static str, what: &'static str) -> Variant {
    Variant { name, what }
}

/// Every form that is known, the best for a processor first. A file without any is `full`.
pub const VARIANTS: [Variant; 9] = [
    variant("q4", "4-bit weights, 32-bit arithmetic"),
    variant("int8", "8-bit weights, signed"),
    variant("uint8", "8-bit weights, unsigned"),
    variant("quantized", "8-bit weights"),
    variant("q8", "8-bit weights"),
    variant("q4f16", "4-bit weights, 16-bit arithmetic"),
    variant("fp16", "16-bit weights"),
    variant("full", "32-bit weights"),
    variant("bnb4", "4-bit weights in the form of bitsandbytes"),
];

/// What the file of a decoder is called before the `_`, the usual name first.
const STEMS: [&str; 2] = ["model", "decoder_model_merged"];

/// Why there is no model among some files.
#[derive(Debug, Clone, PartialEq, Eq, Error, Diagnostic)]
pub enum VariantError {
    /// No file of a decoder.
    #[error("there is no model among the files: none is called {}.onnx or so", STEMS[0])]
    #[diagnostic(help(
        "a generative model has its weights in onnx/model.onnx, onnx/model_q4.onnx and the like, or in a folder with a genai_config.json"
    ))]
    NoModel,
    /// Not in this form.
    #[error("the model is not published as `{asked}`")]
    #[diagnostic(help("it is published as: {there}"))]
    Unknown { asked: String, there: String },
}

/// The file of a decoder among these paths: the form that was asked for, else the best for a processor. A form is
/// asked for by its whole name (`q4`, `full`) or by how the name starts.
///
/// # Errors
/// No model, or none in that form.
pub fn choose<'f>(files: &[&'f str], asked: Option<&str>) -> Result<&'f str, VariantError> {
    let mut models: Vec<_> = files.iter().filter_map(|file| Some((name_of(file)?, *file))).collect();
    // Published models lie in `onnx/`; what lies elsewhere is second to it.
    models.sort_by_key(|(name, file)| (rank(name), !file.starts_with("onnx/"), *file));
    let Some(asked) = asked else { return models.first().map(|(_, file)| *file).ok_or(VariantError::NoModel) };
    let asked = if asked == "fp32" { "full" } else { asked };
    let exact = models.iter().find(|(name, _)| *name == asked);
    match exact.or_else(|| models.iter().find(|(name, _)| form(name).is_some_and(|form| form.name == asked))) {
        Some((_, file)) => Ok(file),
        None if models.is_empty() => Err(VariantError::NoModel),
        None => {
            let there: Vec<_> = models.iter().map(|(name, _)| *name).collect();
            Err(VariantError::Unknown { asked: asked.to_owned(), there: there.join(", ") })
        }
    }
}

/// The name of the form that a decoder's file is in, such as `q4` or `full`; `None` where it is no decoder's.
pub fn name_of(file: &str) -> Option<&str> {
    let stem = file.rsplit('/').next()?.strip_suffix(".onnx")?;
    let rest = STEMS.iter().find_map(|known| stem.strip_prefix(known))?;
    if rest.is_empty() { Some("full") } else { rest.strip_prefix('_').filter(|name| !name.is_empty()) }
}

/// The files beside a model that hold its weights: `model.onnx_data`, `model.onnx_data_1`, `model.onnx.data`.
pub fn companions<'f>(model: &str, files: &[&'f str]) -> Vec<&'f str> {
    let of_model = |file: &str| {
        let rest = file.strip_prefix(model).and_then(|rest| rest.strip_prefix(['_', '.']));
        rest.and_then(|rest| rest.strip_prefix("data")).is_some_and(|end| end.is_empty() || end.starts_with('_'))
    };
    files.iter().copied().filter(|file| of_model(file)).collect()
}

/// The known form with the longest name that this one starts with: `q8_keep` is a `q8`, `q4f16` is no `q4`.
fn form(name: &str) -> Option<&'static Variant> {
    VARIANTS.iter().filter(|variant| name.starts_with(variant.name)).max_by_key(|variant| variant.name.len())
}

/// The place in the order of preference; a name that is exactly a form's comes before one that only starts so.
fn rank(name: &str) -> (usize, bool) {
    let known = form(name).and_then(|form| VARIANTS.iter().position(|variant| variant == form));
    let exact = VARIANTS.iter().any(|variant| variant.name == name);
    (known.unwrap_or(VARIANTS.len()), !exact)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_form_for_a_processor_is_taken_unless_another_is_asked_for() {
        let all = ["onnx/model.onnx", "onnx/model_fp16.onnx", "onnx/model_q4.onnx", "onnx/model_q4f16.onnx"];
        let own = ["onnx/model.onnx", "onnx/model_q8_keep.onnx", "onnx/model_q4corr_keep.onnx", "README.md"];
        let old = ["onnx/decoder_model_merged.onnx", "onnx/decoder_model_merged_quantized.onnx"];
        let cases: [(&[&str], Option<&str>, &str); 9] = [
            (&all, None, "onnx/model_q4.onnx"),
            (&all, Some("q4f16"), "onnx/model_q4f16.onnx"),
            (&all, Some("full"), "onnx/model.onnx"),
            (&all, Some("fp32"), "onnx/model.onnx"),
            (&own, None, "onnx/model_q4corr_keep.onnx"),
            (&own, Some("q8"), "onnx/model_q8_keep.onnx"),
            (&own, Some("q4corr_keep"), "onnx/model_q4corr_keep.onnx"),
            (&old, None, "onnx/decoder_model_merged_quantized.onnx"),
            (&["model_int8.onnx", "onnx/model_int8.onnx"], None, "onnx/model_int8.onnx"),
        ];
        for (files, asked, expected) in cases {
            assert_eq!(choose(files, asked), Ok(expected), "{asked:?}");
        }
    }

    #[test]
    fn a_form_that_is_not_there_is_an_error_that_names_those_that_are() {
        let error = choose(&["onnx/model.onnx", "onnx/model_q4.onnx"], Some("int8")).unwrap_err();
        assert_eq!(error, VariantError::Unknown { asked: "int8".into(), there: "q4, full".into() });
        let others = ["onnx/vision_encoder_q4.onnx", "onnx/modelling.onnx", "onnx/model_.onnx", "model_q4.onnx_data"];
        assert_eq!(choose(&others, None), Err(VariantError::NoModel));
        assert_eq!(choose(&[], Some("q4")), Err(VariantError::NoModel));
    }

    #[test]
    fn weights_beside_a_model_are_found_by_its_name() {
        let files = [
            "onnx/model_q4.onnx",
            "onnx/model_q4.onnx_data",
            "onnx/model_q4.onnx_data_1",
            "onnx/model_q4.onnx_database",
            "onnx/model_q4f16.onnx_data",
            "onnx/model.onnx_data",
            "model.onnx.data",
        ];
        assert_eq!(companions("onnx/model_q4.onnx", &files), files[1..3]);
        assert_eq!(companions("onnx/model.onnx", &files), files[5..6]);
        assert_eq!(companions("model.onnx", &files), files[6..]);
    }
}
