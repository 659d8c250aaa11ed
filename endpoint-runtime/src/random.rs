//! Random numbers of the operating system.

use crate::param::ParamError;

/// Returns 128 random bits that nobody can guess.
///
/// # Errors
/// The operating system has no random numbers.
pub(crate) fn random() -> Result<u128, ParamError> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|_| ParamError::new("the operating system has no random numbers for it"))?;
    Ok(u128::from_be_bytes(bytes))
}
