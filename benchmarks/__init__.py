"""What the site costs a reader in time and bytes, beside a reference measured in the same run."""
