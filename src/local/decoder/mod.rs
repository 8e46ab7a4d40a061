//! A decoder-only language model under ONNX Runtime: tokens come in, the logits of the token that follows go out.
//!
//! A folder is read ([`Layout`]), one of its files is opened ([`Decoder::load`]), and the decoder is asked for logits
//! again and again; it keeps the keys and values of what it has seen.

mod cache;
#[allow(clippy::module_inception)] // the noun that the folder is about
mod decoder;
mod error;
mod graph;
mod layout;
mod onnx;
mod optimised;
mod threads;

pub use decoder::{Decoder, DecoderOptions, Usage};
pub use error::DecoderError;
pub use layout::Layout;

#[cfg(test)]
pub(crate) mod tests;
