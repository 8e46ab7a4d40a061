//! What Linux has: Landlock, by which a thread gives up files and TCP, and seccomp, by which it gives up system calls. Both
//! hold for the thread and for those that it starts, for good.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use landlock::{
    ABI, Access, AccessFs, AccessNet, BitFlags, LandlockStatus, RestrictionStatus, Ruleset, RulesetAttr,
    RulesetCreatedAttr, RulesetError, RulesetStatus, Scope, make_bitflags, path_beneath_rules,
};
use seccompiler::{BpfProgram, SeccompAction, SeccompFilter, TargetArch};

use super::{Allowed, State};

/// What is given up where the kernel knows it; older ones know less.
const NEWEST: ABI = ABI::V6;

/// The system calls that end in an error: whatever reaches a network, starts a program or looks into another process.
const REFUSED: [i64; 17] = [
    libc::SYS_socket,
    libc::SYS_socketpair,
    libc::SYS_connect,
    libc::SYS_bind,
    libc::SYS_listen,
    libc::SYS_accept4,
    libc::SYS_sendto,
    libc::SYS_sendmsg,
    libc::SYS_sendmmsg,
    // What is asked for through a ring is not seen by a filter.
    libc::SYS_io_uring_setup,
    libc::SYS_io_uring_enter,
    libc::SYS_execve,
    libc::SYS_execveat,
    libc::SYS_ptrace,
    libc::SYS_process_vm_readv,
    libc::SYS_process_vm_writev,
    libc::SYS_pidfd_getfd,
];

/// Confines the thread that calls.
pub(super) fn enter(allowed: &Allowed) -> State {
    State { files: without_other_files(allowed), network: without_network() }
}

fn without_other_files(allowed: &Allowed) -> Result<(), String> {
    let status = restrict(allowed).map_err(|error| error.to_string())?;
    match (status.ruleset, status.landlock) {
        (RulesetStatus::FullyEnforced | RulesetStatus::PartiallyEnforced, _) => Ok(()),
        (_, LandlockStatus::NotImplemented) => Err("the kernel has no Landlock".to_owned()),
        _ => Err("Landlock is switched off in the kernel".to_owned()),
    }
}

fn restrict(allowed: &Allowed) -> Result<RestrictionStatus, RulesetError> {
    let read = make_bitflags!(AccessFs::{ReadFile | ReadDir});
    let write: BitFlags<AccessFs> = AccessFs::from_all(NEWEST) & !AccessFs::Execute;
    let ruleset = Ruleset::default().handle_access(AccessFs::from_all(NEWEST))?;
    let ruleset = ruleset.handle_access(AccessNet::from_all(NEWEST))?.scope(Scope::from_all(NEWEST))?.create()?;
    // What is not there cannot be opened, either.
    let ruleset = ruleset.add_rules(path_beneath_rules(&allowed.read, read))?;
    ruleset.add_rules(path_beneath_rules(&allowed.write, write))?.restrict_self()
}

fn without_network() -> Result<(), String> {
    static FILTER: OnceLock<Result<BpfProgram, String>> = OnceLock::new();
    let filter = FILTER.get_or_init(|| filter().map_err(|error| error.to_string())).as_ref()?;
    seccompiler::apply_filter(filter).map_err(|error| format!("seccomp: {error}"))
}

fn filter() -> Result<BpfProgram, seccompiler::BackendError> {
    let rules: BTreeMap<i64, Vec<_>> = REFUSED.iter().map(|&call| (call, Vec::new())).collect();
    let refused = SeccompAction::Errno(libc::EACCES.unsigned_abs());
    let machine = TargetArch::try_from(std::env::consts::ARCH)?;
    SeccompFilter::new(rules, SeccompAction::Allow, refused, machine)?.try_into()
}
