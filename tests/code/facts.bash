# Included by check and examples/compare: facts about the machine code of a function.

# disassemble COMPILER FILE OUTPUT [FLAG]...: compiles a file and writes its disassembly.
disassemble() {
    local compiler=$1 file=$2 output=$3
    shift 3
    local flags=("$@")
    # Equal functions must not be merged.
    if "$compiler" -Werror -fno-ipa-icf -fsyntax-only -x c++ /dev/null 2>/dev/null; then flags+=(-fno-ipa-icf); fi
    "$compiler" -std=c++20 -O2 "${flags[@]}" -c "$file" -o "$output.o"
    objdump --disassemble --reloc --no-show-raw-insn "$output.o" >"$output"
}

# facts FUNCTION: prints facts as lines `word value`, from $disassembly.
facts() {
    awk -v wanted="<$1>:" '
        function hexadecimal(text,    i, value) {
            sub(/^\$0x/, "", text)
            sub(/,.*/, "", text)
            for (i = 1; i <= length(text); ++i) value = 16 * value + index("0123456789abcdef", substr(text, i, 1)) - 1
            return value
        }
        $2 == wanted { inside = 1; next }
        # A compiler may put unlikely code into a separate part.
        $2 == "<" substr(wanted, 2, length(wanted) - 3) ".cold>:" { inside = 1; next }
        /^[0-9a-f]+ </ { inside = 0 }
        !inside { next }
        /R_X86_64_/ {
            target = $3
            sub(/[-+]0x[0-9a-f]+$/, "", target)
            if (target ~ /^\.text/) next
            if ($2 ~ /PLT32/) calls[target]++
            else if (target !~ /^\.rodata\.cst(4|8|16|32)$/ && target !~ /^\.L(C|CPI)[0-9_]+$/) print "data", target
            next
        }
        /^ *[0-9a-f]+:/ {
            address = $1
            sub(/:$/, "", address)
            operation = $2
            if (operation ~ /^(nop|data16|cs|endbr64|xchg|int3)/) next
            ++count
            if (operation ~ /^(rep|repz|movs[bwlq]$|stos)/ && $0 !~ /repz ret/) ++blocks
            if (operation ~ /^j/) {
                ++jumps
                to = $3
                if (length(to) < length(address) || (length(to) == length(address) && to < address)) {
                    ++backward
                    if (operation != "jmp") ++loops
                }
            }
            if ($0 ~ /\([^()]*,[^()]*,[^()]*\)/ && operation !~ /^lea/) ++indexed
            if (operation ~ /^v?div[sp][sd]$/) divisions += operation ~ /pd$/ ? 2 : operation ~ /ps$/ ? 4 : 1
            if (operation ~ /^v?(add|sub|mul|div|sqrt|max|min|and|andn|or|xor|cmp|cmp[a-z]+|comi|ucomi|round|addsub|hadd|fn?m(add|sub)[0-9]*)[sp][sd]$/) ++floating
            if (operation == "push") stack += 8
            if (operation == "sub" && $3 ~ /,%rsp$/) stack += hexadecimal($3)
            if (operation == "add" && $3 ~ /^\$0xffff.*,%rsp$/) stack += 128
        }
        END {
            print "instructions", count + 0
            print "jumps", jumps + 0
            print "backward", backward + 0
            print "loops", loops + 0
            print "indexed", indexed + blocks + 0
            print "divisions", divisions + 0
            print "floating", floating + 0
            print "stack", stack + 0
            # A call of sincos counts as a call of sin and one of cos.
            if (calls["sincos"]) { calls["sin"] += calls["sincos"]; calls["cos"] += calls["sincos"]; delete calls["sincos"] }
            for (name in calls) if (calls[name]) print "call", name, calls[name]
        }' "$disassembly"
}

fact() { awk -v word="$2" '$1 == word { print $2 }' <<<"$1"; }
