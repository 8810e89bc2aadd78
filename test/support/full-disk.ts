import { type FileLayer, disk } from '#main/black-box/file-layer.ts';

/** A disk that can be full: then an append writes a part and throws, as the system does. */
export interface FullDisk extends FileLayer {
  isFull: boolean;
}

export function fullDisk(): FullDisk {
  const full: FullDisk = {
    ...disk,
    isFull: false,
    open(path) {
      const file = disk.open(path);
      return {
        ...file,
        append(bytes) {
          if (!full.isFull) return file.append(bytes);
          file.append(bytes.subarray(0, Math.floor(bytes.length / 3)));
          throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
        },
      };
    },
  };
  return full;
}
