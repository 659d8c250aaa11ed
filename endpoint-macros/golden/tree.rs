endpoint_runtime::tree! {
    /// Returns the metadata of every endpoint of Acme's API.
    pub fn endpoints();

    #[cfg(feature = "schema")]
    pub(crate) fn schemas();

    impl Acme {
        /// The people at Acme.
        people: struct People {
            teams: teams::Teams {
                #[cfg(feature = "members")]
                members: teams::members::Members,
            },
        },
        #[cfg(feature = "files")]
        files: struct Files {
            archive: files::Archive,
        },
    }
}
