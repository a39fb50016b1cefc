// Starts a program on a Cortex-M processor: the vector table, and the floating-point unit switched on. The rest is newlib's.
extern "C" {

void _start();

[[noreturn]] void reset() {
    *reinterpret_cast<unsigned volatile*>(0xE000ED88u) |= 0xFu
                                                          << 20;  // CPACR: full access to the coprocessors 10 and 11
    asm volatile("dsb\n isb");
    _start();
    for (;;) {
    }
}

struct vector_table {
    unsigned stack;
    void (*reset)();
};
__attribute__((section(".vectors"))) extern vector_table const vectors;
vector_table const vectors{0x20400000u, reset};

}  // extern "C"
