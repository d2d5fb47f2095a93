/** A picture as RGBA bytes, row by row. */
export interface Picture {
  data: Uint8Array | Uint8ClampedArray;
  width: number;
  height: number;
}

/** Blue, green and red of a picture one after the other, 0 to 1: what the models were trained on. */
export function planes({ data, width, height }: Picture): Float32Array {
  const size = width * height;
  const values = new Float32Array(size * 3);
  for (let at = 0; at < size; at += 1) {
    values[at] = (data[at * 4 + 2] ?? 0) / 255;
    values[size + at] = (data[at * 4 + 1] ?? 0) / 255;
    values[size * 2 + at] = (data[at * 4] ?? 0) / 255;
  }
  return values;
}

/** A picture in another size, between its points by their distance (bilinear). */
export function resize(picture: Picture, width: number, height: number): Picture {
  const data = new Uint8Array(width * height * 4);
  const fx = picture.width / width;
  const fy = picture.height / height;
  for (let y = 0; y < height; y += 1) {
    const sy = Math.min(Math.max((y + 0.5) * fy - 0.5, 0), picture.height - 1);
    const y0 = Math.floor(sy);
    const y1 = Math.min(y0 + 1, picture.height - 1);
    for (let x = 0; x < width; x += 1) {
      const sx = Math.min(Math.max((x + 0.5) * fx - 0.5, 0), picture.width - 1);
      const x0 = Math.floor(sx);
      const x1 = Math.min(x0 + 1, picture.width - 1);
      for (let channel = 0; channel < 4; channel += 1) {
        const at = (row: number, column: number): number =>
          picture.data[(row * picture.width + column) * 4 + channel] ?? 0;
        const upper = at(y0, x0) + (at(y0, x1) - at(y0, x0)) * (sx - x0);
        const lower = at(y1, x0) + (at(y1, x1) - at(y1, x0)) * (sx - x0);
        data[(y * width + x) * 4 + channel] = upper + (lower - upper) * (sy - y0);
      }
    }
  }
  return { data, width, height };
}

/** A picture on white paper whose sides are multiples of `step`. */
export function padded(picture: Picture, step: number): Picture {
  const width = Math.ceil(picture.width / step) * step;
  const height = Math.ceil(picture.height / step) * step;
  if (width === picture.width && height === picture.height) return picture;
  const data = new Uint8Array(width * height * 4).fill(255);
  for (let y = 0; y < picture.height; y += 1)
    data.set(picture.data.subarray(y * picture.width * 4, (y + 1) * picture.width * 4), y * width * 4);
  return { data, width, height };
}
