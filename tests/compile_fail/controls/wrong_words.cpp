// control: fails "CASE_message: the diagnostics do not say: other words"

// CASE_message: expect "no tails here"
// CASE_message: expect "other words"
#if defined(CASE_message)
static_assert(sizeof(int) == 1, "no tails here");  // other words
#else
int number = 2;
#endif
