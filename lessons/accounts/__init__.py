"""Who a person is: accounts, guests, PINs, sessions, throttling."""
