//! What a session takes and gives, held against what a decoder with a cache must have: names, types and shapes of
//! its inputs and outputs come in; a graph that can be run, or the reason why not, goes out.

use std::path::Path;

use ort::session::Session;
use ort::value::{Outlet, TensorElementType, ValueType};

use super::error::DecoderError;
use super::layout::{Layout, Names};
use super::onnx::Onnx;

/// The names for how many of the last positions get logits.
const KEEP: [&str; 2] = ["num_logits_to_keep", "logits_to_keep"];
/// Caches as other exporters call them, in the order of [`Names`]: past key and value, present key and value.
const OTHER_CACHES: [[&str; 4]; 2] = [
    ["past_key_values.%d.key", "past_key_values.%d.value", "present_key_values.%d.key", "present_key_values.%d.value"],
    ["past_key_%d", "past_value_%d", "present_key_%d", "present_value_%d"],
];

/// A graph that fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Graph {
    /// The input for tokens, [1, tokens], 64-bit integers.
    pub tokens: String,
    /// The input for ones, [1, past and new tokens], if it has one.
    pub mask: Option<String>,
    /// The input for the places of the tokens, [1, tokens], if it has one.
    pub positions: Option<String>,
    /// The input for how many of the last positions get logits, and its rank, if it has one.
    pub keep: Option<(String, usize)>,
    /// The output of logits, [1, positions, vocabulary].
    pub logits: String,
    /// The width of the logits.
    pub vocabulary: usize,
    /// The caches, key and value of each layer.
    pub caches: Vec<CacheSlot>,
    /// The type of the caches.
    pub element: TensorElementType,
    /// Whether new keys and values may be written into the buffers of the past ones.
    pub in_place: bool,
}

/// A cache's input and output, [1, heads, tokens, width].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CacheSlot {
    pub past: String,
    pub present: String,
    pub heads: usize,
    pub width: usize,
}

impl Graph {
    /// Reads a session on the model of a file.
    ///
    /// # Errors
    /// An input that is missing, unknown, or of a type or shape that cannot be served.
    pub fn of(session: &Session, path: &Path, layout: &Layout, onnx: &Onnx) -> Result<Self, DecoderError> {
        let ends = Ends { inputs: session.inputs(), outputs: session.outputs(), layout };
        ends.graph(onnx).map_err(|reason| DecoderError::Graph { path: path.to_owned(), reason })
    }
}

/// The two ends of a session, and what its folder says of it.
struct Ends<'s> {
    inputs: &'s [Outlet],
    outputs: &'s [Outlet],
    layout: &'s Layout,
}

impl Ends<'_> {
    fn graph(&self, onnx: &Onnx) -> Result<Graph, String> {
        if find(self.inputs, "use_cache_branch").is_some() {
            return Err("its input `use_cache_branch` makes it two graphs in one".into());
        }
        let names = &self.layout.names;
        self.whole_numbers(&names.tokens, &[2])?.ok_or_else(|| format!("it has no input `{}`", names.tokens))?;
        let (caches, element) = self.caches()?;
        let in_place = |slot: &CacheSlot| onnx.in_place.contains(&(slot.past.clone(), slot.present.clone()));
        let graph = Graph {
            mask: self.whole_numbers(&names.mask, &[2])?.map(|_| names.mask.clone()),
            positions: self.whole_numbers(&names.positions, &[2])?.map(|_| names.positions.clone()),
            keep: self.keep()?,
            logits: names.logits.clone(),
            vocabulary: self.vocabulary()?,
            in_place: caches.iter().all(in_place),
            tokens: names.tokens.clone(),
            caches,
            element,
        };
        match self.inputs.iter().find(|input| !graph.serves(input.name())) {
            Some(unknown) => Err(format!("its input `{}` is not known", unknown.name())),
            None => Ok(graph),
        }
    }

    /// The rank of an input that takes 64-bit integers; `None` where there is no such input.
    fn whole_numbers(&self, name: &str, ranks: &[usize]) -> Result<Option<usize>, String> {
        let Some(input) = find(self.inputs, name) else { return Ok(None) };
        match input.dtype() {
            ValueType::Tensor { ty: TensorElementType::Int64, shape, .. } if ranks.contains(&shape.len()) => {
                Ok(Some(shape.len()))
            }
            other => Err(format!("its input `{name}` is {other}, and should be 64-bit integers of rank {}", ranks[0])),
        }
    }

    fn keep(&self) -> Result<Option<(String, usize)>, String> {
        for name in KEEP {
            if let Some(rank) = self.whole_numbers(name, &[0, 1])? {
                return Ok(Some((name.to_owned(), rank)));
            }
        }
        Ok(None)
    }

    fn vocabulary(&self) -> Result<usize, String> {
        let name = &self.layout.names.logits;
        let output = find(self.outputs, name).ok_or_else(|| format!("it has no output `{name}`"))?;
        let (_, shape) = floats(output).ok_or_else(|| format!("its output `{name}` is {}", output.dtype()))?;
        match shape {
            [_, _, width] | [_, width] => Ok(size(*width).unwrap_or(self.layout.vocabulary)),
            _ => Err(format!("its output `{name}` has rank {}, and should have 3", shape.len())),
        }
    }

    /// The caches, key and value of each layer in turn, and their type.
    fn caches(&self) -> Result<(Vec<CacheSlot>, TensorElementType), String> {
        let Names { past_key, past_value, present_key, present_value, .. } = &self.layout.names;
        let named = [past_key, past_value, present_key, present_value].map(String::as_str);
        let fits = |names: &[&str; 4]| {
            find(self.inputs, &of_layer(names[0], 0)).is_some() && find(self.outputs, &of_layer(names[2], 0)).is_some()
        };
        let names = [named].into_iter().chain(OTHER_CACHES).find(fits);
        let names = names.ok_or_else(|| format!("it has no cache: no input `{}`", of_layer(named[0], 0)))?;
        let layers = (0..).take_while(|layer| find(self.inputs, &of_layer(names[0], *layer)).is_some());
        let pairs = layers.flat_map(|layer| [(names[0], names[2], layer), (names[1], names[3], layer)]);
        let slots = pairs.map(|(past, present, layer)| self.cache(of_layer(past, layer), of_layer(present, layer)));
        let slots = slots.collect::<Result<Vec<_>, _>>()?;
        let element = slots[0].1;
        match slots.iter().find(|(_, other)| *other != element) {
            Some((slot, other)) => Err(format!("its input `{}` is {other}, and others are {element}", slot.past)),
            None => Ok((slots.into_iter().map(|(slot, _)| slot).collect(), element)),
        }
    }

    fn cache(&self, past: String, present: String) -> Result<(CacheSlot, TensorElementType), String> {
        let input = find(self.inputs, &past).ok_or_else(|| format!("it has no input `{past}`"))?;
        let output = find(self.outputs, &present).ok_or_else(|| format!("it has no output `{present}`"))?;
        let odd = |name: &str, end: &Outlet| {
            format!("its cache `{name}` is {}, and should be floats [1, heads, tokens, width]", end.dtype())
        };
        let (Some((element, &[_, heads, _, width])), Some((_, [_, _, _, _]))) = (floats(input), floats(output)) else {
            return Err(if matches!(floats(input), Some((_, [_, _, _, _]))) {
                odd(&present, output)
            } else {
                odd(&past, input)
            });
        };
        let layout = self.layout.heads;
        let unknown = |what: &str| format!("neither its cache `{past}` nor its configuration says {what}");
        let heads = size(heads).or(layout.count).ok_or_else(|| unknown("how many heads it has"))?;
        let width = size(width).or(layout.width).ok_or_else(|| unknown("how wide a head is"))?;
        Ok((CacheSlot { past, present, heads, width }, element))
    }
}

impl Graph {
    /// Whether an input gets a value.
    fn serves(&self, name: &str) -> bool {
        let single =
            [Some(&self.tokens), self.mask.as_ref(), self.positions.as_ref(), self.keep.as_ref().map(|own| &own.0)];
        single.into_iter().flatten().any(|own| own == name) || self.caches.iter().any(|slot| slot.past == name)
    }
}

fn find<'e>(ends: &'e [Outlet], name: &str) -> Option<&'e Outlet> {
    ends.iter().find(|end| end.name() == name)
}

fn of_layer(pattern: &str, layer: usize) -> String {
    pattern.replace("%d", &layer.to_string())
}

/// Type and shape of an end that is floats of a kind that can be served.
fn floats(end: &Outlet) -> Option<(TensorElementType, &[i64])> {
    match end.dtype() {
        ValueType::Tensor { ty: ty @ (TensorElementType::Float32 | TensorElementType::Float16), shape, .. } => {
            Some((*ty, shape))
        }
        _ => None,
    }
}

/// A dimension that is fixed.
fn size(dimension: i64) -> Option<usize> {
    usize::try_from(dimension).ok().filter(|size| *size > 0)
}
