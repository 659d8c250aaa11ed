//! The list of items in a page.

/// A list of items: a `Vec`, or an `Option` of one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a list of items",
    label = "not a `Vec`",
    note = "name the field that holds the list, with its type: `paginate(…, items = members: Vec<Member>)`"
)]
pub trait ItemList: Default + Send + 'static {
    /// An item.
    type Item: Send + 'static;

    /// Returns the items.
    fn as_slice(&self) -> &[Self::Item];

    /// Returns the items by value.
    fn into_vec(self) -> Vec<Self::Item>;
}

impl<T: Send + 'static> ItemList for Vec<T> {
    type Item = T;

    fn as_slice(&self) -> &[T] {
        self
    }

    fn into_vec(self) -> Self {
        self
    }
}

impl<T: Send + 'static> ItemList for Option<Vec<T>> {
    type Item = T;

    fn as_slice(&self) -> &[T] {
        self.as_deref().unwrap_or_default()
    }

    fn into_vec(self) -> Vec<T> {
        self.unwrap_or_default()
    }
}
