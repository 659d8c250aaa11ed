#[endpoints(rename_all = "camelCase", crate = crate::rt, derive(PartialEq), server)]
pub(crate) trait Fields: Send {
    /// Changes a profile.
    #[endpoint(PATCH "/profiles/<id>")]
    async fn update(
        &self,
        id: Id,
        display_name: String,
        is_admin: bool,
        #[field("nick")] nick_name: Option<Option<String>>,
        #[sensitive] secret_word: Option<std::string::String>,
        tags: Vec<String>,
    ) -> crate::Result<Profile>;

    #[endpoint(PUT "/profiles/<id>/picture", request = Picture)]
    async fn picture(&self, id: Id, #[body] picture: Image) -> crate::Result<()>;
}
