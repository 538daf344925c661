package org.manyhands.db.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Addresses whose first bits are the same. IPv4 within IPv6 ({@code ::ffff:192.0.2.1}) is IPv4.
 *
 * @param first the first address of the range
 * @param prefix how many bits are the same
 */
public record AddressRange(InetAddress first, int prefix) {
    private static final Pattern FOUR = Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(?:\\.(?!$)|$)){4}");
    private static final Pattern SIX = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    public AddressRange {
        first = masked(first, prefix);
    }

    /** Reads an address, such as {@code 192.0.2.7}, or a range, such as {@code 192.0.2.0/24}. */
    public static AddressRange of(String text) {
        String[] parts = text.strip().split("/", -1);
        Optional<InetAddress> address = address(parts[0]);
        if (address.isPresent() && parts.length <= 2) {
            int bits = address.get().getAddress().length * Byte.SIZE;
            if (parts.length == 1) {
                return new AddressRange(address.get(), bits);
            }
            if (parts[1].matches("[0-9]{1,3}") && Integer.parseInt(parts[1]) <= bits) {
                return new AddressRange(address.get(), Integer.parseInt(parts[1]));
            }
        }
        throw new IllegalArgumentException("'" + text
                + "' is neither an address nor a range of addresses, such as 192.0.2.7, 192.0.2.0/24 or 2001:db8::/48");
    }

    /** The address that a text names; empty when it names none. Names of machines are not looked up. A zone ({@code fe80::1%eth0}) is left out. */
    public static Optional<InetAddress> address(String text) {
        String plain = text.strip().replaceFirst("%.*$", "");
        if (!FOUR.matcher(plain).matches() && !SIX.matcher(plain).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(plain));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** The range of that many bits around an address. */
    public static AddressRange around(InetAddress address, int prefix) {
        return new AddressRange(address, prefix);
    }

    public boolean contains(InetAddress address) {
        return address.getAddress().length == first.getAddress().length
                && masked(address, prefix).equals(first);
    }

    private static InetAddress masked(InetAddress address, int prefix) {
        byte[] bytes = address.getAddress();
        int whole = prefix / Byte.SIZE;
        if (whole < bytes.length) {
            bytes[whole] &= (byte) (0xff00 >> prefix % Byte.SIZE);
            Arrays.fill(bytes, whole + 1, bytes.length, (byte) 0);
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of " + bytes.length + " bytes came from an address", e);
        }
    }

    @Override
    public String toString() {
        return first.getHostAddress() + "/" + prefix;
    }
}
