"""The ledger (督办台账) as spreadsheets that go out to the departments and come back."""
