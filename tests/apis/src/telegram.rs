//! Telegram: the credential is in the middle of the path, and an error has `ok: false`.

use endpoint_runtime::{Envelope, ErrorBody, ErrorFields, FilePart, endpoints, object, stream::ByteStream};

/// `{"ok": true, "result": …}`, or `{"ok": false, "error_code": 400, "description": "…"}`.
pub const ENVELOPE: Envelope = Envelope::flag("ok").value_in("result");

#[object(server, schema)]
pub struct TelegramError {
    pub error_code: u16,
    pub description: String,
}

impl ErrorBody for TelegramError {
    const FIELDS: ErrorFields = ErrorFields { request_id: &[], code: &[], message: &["description"] };

    fn message(&self) -> Option<&str> {
        Some(&self.description)
    }
}

pub type Result<T> = endpoint_runtime::Result<T, TelegramError>;

#[object(server, schema)]
pub struct Message {
    pub message_id: i64,
    pub text: Option<String>,
}

#[object(server, schema)]
pub struct Update {
    pub update_id: i64,
    pub message: Option<Message>,
}

/// Buttons below a message.
#[object(sent, server, schema)]
pub struct ReplyMarkup {
    pub keyboard: Vec<Vec<String>>,
}

#[endpoints(path = "/bot<token>", envelope = ENVELOPE, auth = none, server, schema)]
pub trait Bot {
    #[endpoint(POST "/sendMessage")]
    async fn send_message(
        &self,
        #[sensitive] token: String,
        chat_id: i64,
        text: String,
        parse_mode: Option<String>,
    ) -> Result<Message>;

    #[endpoint(POST "/sendPhoto", multipart)]
    async fn send_photo(
        &self,
        #[sensitive] token: String,
        chat_id: i64,
        photo: FilePart,
        #[encode(json)] reply_markup: Option<ReplyMarkup>,
    ) -> Result<Message>;

    #[endpoint(GET "/getUpdates?<offset>&<timeout>&<allowed_updates>", timeout = "60s")]
    async fn get_updates(
        &self,
        #[sensitive] token: String,
        offset: Option<i64>,
        timeout: Option<u32>,
        #[encode(json)] allowed_updates: Option<Vec<String>>,
    ) -> Result<Vec<Update>>;
}

#[endpoints(auth = none, server, schema)]
pub trait Files {
    #[endpoint(GET "/file/bot<token>/<file_path..>", response = stream)]
    async fn download(&self, #[sensitive] token: String, file_path: String) -> Result<ByteStream>;
}
