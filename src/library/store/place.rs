//! Where a library may be: a directory on a disk of this machine.
//!
//! Network file systems are refused: their locks do not hold between machines, and several at once would spoil the
//! journal.

use super::error::StoreError;
use std::path::Path;

/// File systems behind a network, by the numbers that Linux gives them.
#[cfg(target_os = "linux")]
const NETWORKS: &[i64] = &[
    0x6969,      // NFS
    0x517B,      // SMB
    0xFF53_4D42, // CIFS
    0xFE53_4D42, // SMB2
    0x0102_1997, // 9P
    0x5346_414F, // AFS
    0x00C3_6400, // Ceph
    0x0BD0_0BD0, // Lustre
    0x0116_1970, // GFS2
];

/// Whether the directory is on a disk of this machine.
pub fn check(directory: &Path) -> Result<(), StoreError> {
    #[cfg(target_os = "linux")]
    if let Ok(found) = rustix::fs::statfs(directory)
        && NETWORKS.contains(&(found.f_type & 0xFFFF_FFFF))
    {
        return Err(StoreError::Network { path: directory.to_owned() });
    }
    Ok(())
}

/// Makes the directory of a new library, for its owner and whoever the owner's umask lets in.
pub fn make(directory: &Path) -> Result<(), StoreError> {
    std::fs::create_dir_all(directory)
        .map_err(|source| StoreError::Directory { path: directory.to_owned(), source })
}
