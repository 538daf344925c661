package org.manyhands.sandbox.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.manyhands.sandbox.state.PagedBytes;

class PageHashesTest {
    private final PageHashes hashes = new PageHashes();

    private record Bytes(long key, byte[] bytes) implements PagedBytes {
        @Override
        public int pages() {
            return bytes.length / PAGE_BYTES;
        }

        @Override
        public byte[] array(int page) {
            return bytes;
        }

        @Override
        public byte[] writableArray(int page) {
            return bytes;
        }

        @Override
        public int offset(int page) {
            return page * PAGE_BYTES;
        }
    }

    private static Bytes pages(int... contents) {
        byte[] bytes = new byte[contents.length * PagedBytes.PAGE_BYTES];
        for (int i = 0; i < contents.length; i++) {
            Arrays.fill(bytes, i * PagedBytes.PAGE_BYTES, (i + 1) * PagedBytes.PAGE_BYTES, (byte) contents[i]);
        }
        return new Bytes(7, bytes);
    }

    private List<Integer> changed(Bytes bytes) throws IOException {
        List<Integer> changed = new ArrayList<>();
        hashes.changed(bytes, (page, array, offset) -> changed.add(page));
        return changed;
    }

    @Test
    void onlyWhatIsNotAsItWasIsFoundAndZerosOnlyWhereSomethingWas() throws IOException {
        assertThat(changed(pages(1, 0, 2))).containsExactly(0, 2);
        assertThat(changed(pages(1, 0, 2))).isEmpty();
        assertThat(changed(pages(0, 0, 3, 0))).containsExactly(0, 2);
        assertThat(changed(pages(0, 4, 3, 0))).containsExactly(1);
    }

    @Test
    void aPageThatWasCutOffAndComesBackIsFoundWhateverItHolds() throws IOException {
        changed(pages(1, 2, 3));
        assertThat(changed(pages(1))).isEmpty();
        assertThat(changed(pages(1, 2, 0, 0))).containsExactly(1, 2);
    }

    @Test
    void bytesThatAreGoneAreForgotten() throws IOException {
        changed(pages(1));
        hashes.keepOnly(Set.of(8L));
        assertThat(changed(pages(1))).containsExactly(0);
    }
}
