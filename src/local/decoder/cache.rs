//! Keys and values of the tokens that a decoder has seen. They stay where the session works: either in buffers that
//! each run extends in place, or as the outputs of one run that are the inputs of the next.

use half::f16;
use ort::memory::{AllocationDevice, Allocator, AllocatorType, MemoryInfo, MemoryType};
use ort::session::{IoBinding, Session, SessionOutputs};

use ort::value::{DynTensor, PrimitiveTensorElementType, TensorElementType};

use super::graph::{CacheSlot, Graph};
use crate::config::Device;

/// The room of a buffer at first, in tokens; it doubles when it is full.
const FIRST_ROOM: usize = 512;

/// The caches of a graph, [1, heads, tokens, width] each.
#[derive(Debug)]
pub(super) struct Cache {
    tensors: Vec<DynTensor>,
    /// The tokens that a buffer has room for; `None` where runs hand their outputs on instead.
    room: Option<usize>,
    /// The most tokens that it is asked to hold.
    most: usize,
    device: Device,
}

impl Cache {
    /// Empty caches, which will hold so many tokens at most; `in_place` is for graphs that can extend them so.
    pub fn new(graph: &Graph, session: &Session, device: Device, most: usize, in_place: bool) -> ort::Result<Self> {
        let mut cache = Self { tensors: Vec::new(), room: in_place.then_some(0), most, device };
        cache.tensors = cache.allocate(graph, session, 0)?;
        Ok(cache)
    }

    /// Keeps the first so many tokens, as far as it can, and makes room for some in all; returns how many it kept.
    pub fn prepare(
        &mut self,
        graph: &Graph,
        session: &Session,
        had: usize,
        keep: usize,
        need: usize,
    ) -> ort::Result<usize> {
        match self.room {
            Some(room) if need <= room => Ok(keep),
            Some(_) => {
                // Memory of a device cannot be moved from here, so there all of it is taken at once.
                let all = if self.on_host() { need.next_power_of_two().max(FIRST_ROOM) } else { self.most };
                let room = all.min(self.most);
                self.replace(graph, session, keep, room)?;
                self.room = Some(room);
                Ok(keep)
            }
            None if keep == had => Ok(keep),
            None => {
                let keep = if self.on_host() { keep } else { 0 };
                self.replace(graph, session, keep, keep)?;
                Ok(keep)
            }
        }
    }

    /// Gives the caches to a run.
    pub fn bind(&mut self, graph: &Graph, binding: &mut IoBinding) -> ort::Result<()> {
        let memory = self.memory()?;
        for (slot, tensor) in graph.caches.iter().zip(&mut self.tensors) {
            binding.bind_input(&slot.past, tensor)?;
            match self.room {
                Some(_) => binding.bind_output(&slot.present, tensor)?,
                None => binding.bind_output_to_device(&slot.present, &memory)?,
            }
        }
        Ok(())
    }

    /// Takes the caches out of what a run gave.
    pub fn take(&mut self, graph: &Graph, outputs: &mut SessionOutputs<'_>) -> ort::Result<()> {
        if self.room.is_none() {
            for (slot, tensor) in graph.caches.iter().zip(&mut self.tensors) {
                let given =
                    outputs.remove(&slot.present).ok_or_else(|| ort::Error::new(format!("no `{}`", slot.present)))?;
                *tensor = given.downcast()?;
            }
        }
        Ok(())
    }

    /// Puts tensors of another length in the place of those that are there, and copies the first tokens.
    fn replace(&mut self, graph: &Graph, session: &Session, keep: usize, length: usize) -> ort::Result<()> {
        let mut tensors = self.allocate(graph, session, length)?;
        if keep > 0 {
            for (slot, (old, new)) in graph.caches.iter().zip(self.tensors.iter().zip(&mut tensors)) {
                match graph.element {
                    TensorElementType::Float16 => copy::<f16>(slot, keep, old, new)?,
                    _ => copy::<f32>(slot, keep, old, new)?,
                }
            }
        }
        self.tensors = tensors;
        Ok(())
    }

    fn allocate(&self, graph: &Graph, session: &Session, length: usize) -> ort::Result<Vec<DynTensor>> {
        let allocator = if self.on_host() { Allocator::default() } else { Allocator::new(session, self.memory()?)? };
        let tensor = |slot: &CacheSlot| DynTensor::new(&allocator, graph.element, [1, slot.heads, length, slot.width]);
        graph.caches.iter().map(tensor).collect()
    }

    fn on_host(&self) -> bool {
        self.device != Device::Cuda
    }

    fn memory(&self) -> ort::Result<MemoryInfo<'static>> {
        let device = if self.on_host() { AllocationDevice::CPU } else { AllocationDevice::CUDA };
        MemoryInfo::new(device, 0, AllocatorType::Device, MemoryType::Default)
    }
}

/// Copies the first tokens of every head.
fn copy<T: PrimitiveTensorElementType + Copy>(
    slot: &CacheSlot,
    tokens: usize,
    old: &DynTensor,
    new: &mut DynTensor,
) -> ort::Result<()> {
    let (_, old) = old.try_extract_tensor::<T>()?;
    let (_, new) = new.try_extract_tensor_mut::<T>()?;
    let (from, to, part) = (old.len() / slot.heads, new.len() / slot.heads, tokens * slot.width);
    for (old, new) in old.chunks_exact(from).zip(new.chunks_exact_mut(to)) {
        new[..part].copy_from_slice(&old[..part]);
    }
    Ok(())
}
