//! The strictness of the reader that is at work.

use std::cell::Cell;

thread_local! {
    /// `true` while [`strictly`] runs.
    ///
    /// `Deserialize` has no parameter for this. A wrapping deserializer could carry it, but it would be lost where serde buffers
    /// a value (`untagged`, `flatten`, internally tagged enums), and it would compile the code of every type a second time.
    static STRICT: Cell<bool> = const { Cell::new(false) };
}

/// Reads strictly while `read` runs, as a server does: an object refuses a missing or null member that is neither an `Option`
/// nor has a default, at any depth.
///
/// ```
/// use endpoint_runtime::object;
///
/// /// A parcel.
/// #[object]
/// struct Parcel {
///     /// The weight in grams.
///     grams: u32,
/// }
///
/// assert_eq!(serde_json::from_str::<Parcel>("{}")?.grams, 0);
/// let error = object::strictly(|| serde_json::from_str::<Parcel>("{}")).unwrap_err();
/// assert!(error.to_string().starts_with("missing field `grams`"));
/// # Ok::<(), serde_json::Error>(())
/// ```
pub fn strictly<T>(read: impl FnOnce() -> T) -> T {
    struct Restore(bool);

    impl Drop for Restore {
        fn drop(&mut self) {
            STRICT.set(self.0);
        }
    }

    let _restore = Restore(STRICT.replace(true));
    read()
}

pub(super) fn is_strict() -> bool {
    STRICT.get()
}
