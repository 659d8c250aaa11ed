//! The lock after too many wrong passwords and codes.

use super::{
    api_error::ApiError,
    clock::{after_minutes, timestamp},
    grants::Subject,
    state::State,
};
use crate::timestamp::Timestamp;

/// The number of failures in a row that locks a person out.
const MAX_FAILURES: u32 = 10;
/// The time until a lock ends by itself, in minutes.
const LOCK_MINUTES: u32 = 60;

/// The lock of a Member or User.
struct Lock<'a> {
    is_locked: &'a mut bool,
    created_at: &'a mut Option<Timestamp>,
    expires_at: &'a mut Option<Timestamp>,
    failures: &'a mut u32,
}

impl State {
    /// Refuses a person who is locked out. A lock whose time is over is removed.
    pub(super) fn check_lock(&mut self, subject: &Subject) -> Result<(), ApiError> {
        let now = self.now();
        let Some(lock) = self.lock_of(subject) else { return Ok(()) };
        let end = lock.expires_at.as_ref().and_then(Timestamp::instant);
        if !*lock.is_locked {
            return Ok(());
        }
        if end.is_none_or(|end| end > now) {
            let message = "Too many attempts failed; the person is locked out for an hour.";
            return Err(ApiError::too_many_requests("user_lock_limit_reached", message));
        }
        (*lock.is_locked, *lock.created_at, *lock.expires_at, *lock.failures) = (false, None, None, 0);
        Ok(())
    }

    /// Counts a failure, and locks the person out if there were too many.
    pub(super) fn count_failure(&mut self, subject: &Subject) {
        let now = self.now();
        let Some(lock) = self.lock_of(subject) else { return };
        *lock.failures += 1;
        if *lock.failures >= MAX_FAILURES {
            *lock.is_locked = true;
            *lock.created_at = Some(timestamp(now));
            *lock.expires_at = Some(timestamp(after_minutes(now, LOCK_MINUTES)));
        }
    }

    /// Notes a right password or code.
    pub(super) fn forget_failures(&mut self, subject: &Subject) {
        if let Some(lock) = self.lock_of(subject) {
            *lock.failures = 0;
        }
    }

    fn lock_of(&mut self, subject: &Subject) -> Option<Lock<'_>> {
        Some(match subject {
            Subject::Member(id) => {
                let entry = self.members.get_mut(id)?;
                Lock {
                    is_locked: &mut entry.member.is_locked,
                    created_at: &mut entry.member.lock_created_at,
                    expires_at: &mut entry.member.lock_expires_at,
                    failures: &mut entry.secrets.failures,
                }
            }
            Subject::User(id) => {
                let entry = self.users.get_mut(id)?;
                Lock {
                    is_locked: &mut entry.user.is_locked,
                    created_at: &mut entry.user.lock_created_at,
                    expires_at: &mut entry.user.lock_expires_at,
                    failures: &mut entry.secrets.failures,
                }
            }
        })
    }
}
