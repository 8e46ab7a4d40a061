//! The forms that one model is published in, by the names of the files, and which of them suits a device best.

use std::path::{Path, PathBuf};

use crate::config::Device;

/// A form: what it is called in the file's name, and its place in the order of trying on a processor and on a GPU.
struct Form {
    name: &'static str,
    cpu: u8,
    gpu: u8,
}

/// The forms, the longer names before those that they begin with. On a processor few bits are fast, and half floats
/// are not; on a GPU half floats are the fast ones.
const FORMS: [Form; 10] = [
    Form { name: "q4f16", cpu: 7, gpu: 0 },
    Form { name: "q4", cpu: 0, gpu: 3 },
    Form { name: "q8", cpu: 1, gpu: 4 },
    Form { name: "int8", cpu: 2, gpu: 5 },
    Form { name: "quantized", cpu: 3, gpu: 6 },
    Form { name: "uint8", cpu: 4, gpu: 7 },
    Form { name: "int4", cpu: 0, gpu: 3 },
    Form { name: "bnb4", cpu: 8, gpu: 8 },
    Form { name: "fp16", cpu: 6, gpu: 1 },
    Form { name: "fp32", cpu: 5, gpu: 2 },
];

/// A file of a model without a form in its name holds 32-bit floats.
const PLAIN: usize = FORMS.len() - 1;

/// The form of a file, which stands in its name after an underscore or dash, as in `model_q4f16.onnx`.
fn form(path: &Path) -> &'static Form {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().to_lowercase();
    let named = |form: &&Form| stem.split(['_', '-', '.']).any(|part| part.starts_with(form.name));
    FORMS.iter().find(named).unwrap_or(&FORMS[PLAIN])
}

/// The file that suits a device best; of equal ones the first by name.
pub(super) fn best(files: &[PathBuf], device: Device) -> Option<&PathBuf> {
    let place = |path: &Path| match device {
        Device::Cpu => form(path).cpu,
        Device::Auto | Device::Cuda | Device::Coreml => form(path).gpu,
    };
    files.iter().min_by_key(|path| (place(path), path.as_path()))
}

/// The file that a wish means: the name of a file, with or without its ending, or a form; of several the first.
pub(super) fn wished<'f>(files: &'f [PathBuf], wish: &str) -> Option<&'f PathBuf> {
    let named = |path: &&PathBuf| path.file_name().is_some_and(|name| name == wish);
    let stem = |path: &&PathBuf| path.file_stem().is_some_and(|stem| stem == wish);
    let of_form = |path: &&PathBuf| form(path).name == wish;
    let find = |fits: &dyn Fn(&&PathBuf) -> bool| files.iter().filter(fits).min();
    find(&named).or_else(|| find(&stem)).or_else(|| find(&of_form))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(names: &[&str]) -> Vec<PathBuf> {
        names.iter().map(PathBuf::from).collect()
    }

    const PUBLISHED: [&str; 8] = [
        "model.onnx",
        "model_bnb4.onnx",
        "model_fp16.onnx",
        "model_int8.onnx",
        "model_q4.onnx",
        "model_q4f16.onnx",
        "model_quantized.onnx",
        "model_uint8.onnx",
    ];

    #[test]
    fn each_device_gets_the_form_that_is_fast_on_it() {
        let all = files(&PUBLISHED);
        let best = |files: &[PathBuf], device| super::best(files, device).unwrap().to_string_lossy().into_owned();
        assert_eq!(best(&all, Device::Cpu), "model_q4.onnx");
        assert_eq!(best(&all, Device::Cuda), "model_q4f16.onnx");
        assert_eq!(best(&files(&["model_fp16.onnx", "model.onnx"]), Device::Cpu), "model.onnx");
        assert_eq!(best(&files(&["model_fp16.onnx", "model.onnx"]), Device::Coreml), "model_fp16.onnx");
        assert_eq!(best(&files(&["model_q8_b.onnx", "model_q8_a.onnx", "model.onnx"]), Device::Cpu), "model_q8_a.onnx");
        assert_eq!(super::best(&[], Device::Cpu), None);
    }

    #[test]
    fn a_wish_is_a_file_or_a_form() {
        let all = files(&PUBLISHED);
        let wished = |wish| super::wished(&all, wish).map(|path| path.to_string_lossy().into_owned());
        for (wish, file) in [("model_q4f16.onnx", "model_q4f16.onnx"), ("model", "model.onnx"), ("q4", "model_q4.onnx")]
        {
            assert_eq!(wished(wish).as_deref(), Some(file));
        }
        assert_eq!(wished("fp32").as_deref(), Some("model.onnx"));
        assert_eq!(wished("q3"), None);
    }
}
