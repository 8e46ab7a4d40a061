//! How much memory a small model may ask for: an allocator of the library's own with a ceiling, which sessions share that
//! are opened for it. A graph of a few bytes can ask for any amount.
#![allow(unsafe_code)] // ort has no other way to make this allocator

use std::ffi::CStr;
use std::ptr;

use ort::AsPointer;
use ort::environment::Environment;
use ort::memory::{AllocationDevice, AllocatorType, MemoryInfo, MemoryType};

/// The most bytes that all of its sessions hold at once.
const CEILING: usize = 1 << 30;

/// The settings: memory is taken as it is asked for, and not twice as much each time.
const SETTINGS: [(&CStr, usize); 2] = [(c"max_mem", CEILING), (c"arena_extend_strategy", 1)];

/// The key and the value by which a session uses the allocator.
pub(super) const USED: (&str, &str) = ("session.use_env_allocators", "1");

/// Makes the allocator, for the sessions of an environment.
pub(super) fn limit(environment: &Environment) -> ort::Result<()> {
    let memory = MemoryInfo::new(AllocationDevice::CPU, 0, AllocatorType::Arena, MemoryType::Default)?;
    let keys = SETTINGS.map(|(key, _)| key.as_ptr());
    let values = SETTINGS.map(|(_, value)| value);
    let api = ort::api();
    let mut configuration = ptr::null_mut();
    // SAFETY: both arrays have as many elements as is said and outlive the call, which copies them.
    let created = unsafe { (api.CreateArenaCfgV2)(keys.as_ptr(), values.as_ptr(), keys.len(), &raw mut configuration) };
    // SAFETY: the status is the one of that call, and is not used again.
    unsafe { ort::Error::result_from_status(created) }?;
    // SAFETY: all three are alive; the library guards the environment with a lock of its own and copies the others.
    let status = unsafe { (api.CreateAndRegisterAllocator)(environment.ptr().cast_mut(), memory.ptr(), configuration) };
    // SAFETY: it was created above, and nothing uses it any more.
    unsafe { (api.ReleaseArenaCfg)(configuration) };
    // SAFETY: the status is the one of that call, and is not used again.
    unsafe { ort::Error::result_from_status(status) }
}
