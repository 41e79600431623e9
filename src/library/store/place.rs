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
    0x7375_7245, // Coda
    0x00C3_6400, // Ceph
    0x0BD0_0BD0, // Lustre
    0x1983_0326, // BeeGFS
    0x4750_4653, // GPFS
    0x0116_1970, // GFS2
    0x7461_636F, // OCFS2
];

/// Whether the directory is on a disk of this machine.
pub fn check(directory: &Path) -> Result<(), StoreError> {
    #[cfg(target_os = "linux")]
    if let Ok(found) = rustix::fs::statfs(directory) {
        // The kernel's number has 32 bits; some machines extend its sign.
        return check_number(directory, found.f_type & 0xFFFF_FFFF);
    }
    Ok(())
}

/// The same by the number of the directory's file system.
#[cfg(target_os = "linux")]
fn check_number(directory: &Path, number: i64) -> Result<(), StoreError> {
    if NETWORKS.contains(&number) {
        return Err(StoreError::Network { path: directory.to_owned() });
    }
    Ok(())
}

/// Makes the directory of a new library, for its owner and whoever the owner's umask lets in.
pub fn make(directory: &Path) -> Result<(), StoreError> {
    std::fs::create_dir_all(directory)
        .map_err(|source| StoreError::Directory { path: directory.to_owned(), source })
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn disks_are_taken_and_networks_refused_with_what_to_do() {
        let folder = tempfile::tempdir().unwrap();
        check(folder.path()).unwrap();
        // ext4, XFS, Btrfs, ZFS, tmpfs, overlay.
        for disk in [0xEF53, 0x5846_5342, 0x9123_683E, 0x2FC1_2FC1, 0x0102_1994, 0x794C_7630] {
            check_number(folder.path(), disk).unwrap();
        }
        for network in [0x6969, 0xFF53_4D42, 0xFE53_4D42, 0x0102_1997] {
            let why = check_number(folder.path(), network).unwrap_err().to_string();
            assert!(why.contains("network file system") && why.contains("keep it on a disk"), "{why}");
        }
    }
}
