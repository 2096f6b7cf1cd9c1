//! What the full screen remembers besides the session: cursor, scroll, dialogs.

use super::editor::Editor;
use std::time::Duration;

/// State of the front. Nothing of it belongs to the session.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "they are independent of each other")]
pub(super) struct Ui {
    /// The option, or the item on the review screen, at the cursor.
    pub(super) cursor: usize,
    /// Whether the cursor was moved on this screen, so that it must be seen.
    pub(super) moved: bool,
    /// The first line shown of what scrolls.
    pub(super) scroll: usize,
    /// Whether the screen scrolls to its focus by itself.
    pub(super) follows: bool,
    /// Lines of a page.
    pub(super) page: usize,
    /// Whether the help covers the screen.
    pub(super) help: bool,
    pub(super) dialog: Option<Dialog>,
    /// Something to tell, and until which time of the session.
    pub(super) message: Option<(String, Duration)>,
    /// The short answer as it is typed.
    pub(super) editor: Editor,
    /// Whether the session does not know of it yet.
    pub(super) is_dirty: bool,
    /// What becomes of the answers when she leaves.
    pub(super) leaving: &'static str,
}

/// A question of the front.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Dialog {
    /// Which item to go to; the digits typed so far.
    GoTo(String),
    /// Whether to leave.
    Quit,
}
