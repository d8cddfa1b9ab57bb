"""Parts of the page on the plan: headlines, closing, preview, exports."""
